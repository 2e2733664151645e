package api

import (
	"context"
	"net/http"

	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file has the handlers of the metadata of a record. The metadata have an ETag of
// their own, because their changes leave the record and its version as they are.

func metadataAnswer(m resource.Metadata) *answer {
	return &answer{
		status: http.StatusOK,
		body:   m.AppendJSON(buffer(1)),
		header: [][2]string{{"Etag", entityTag(m.Version(), nil)}},
	}
}

func (h handlers[T]) getMetadata(ctx context.Context, b *backend, c *call) (*answer, error) {
	if err := withoutParameters(c); err != nil {
		return nil, err
	}
	var metadata resource.Metadata
	err := b.reads.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) (err error) {
		metadata, err = h.resource.Metadata(tx, c.principal.Organization, c.segment)
		return err
	})
	if err != nil {
		return nil, err
	}
	return unlessKnown(c, metadataAnswer(metadata)), nil
}

// changeMetadata replaces the metadata as a whole, or merges a change into it as RFC 7396
// says: a null removes a name.
func (h handlers[T]) changeMetadata(whole bool) write[resource.MetadataChange, resource.Metadata] {
	return write[resource.MetadataChange, resource.Metadata]{
		decode: func(body schema.Body, strict bool) (resource.MetadataChange, error) {
			texts, err := schema.DecodeMetadata(body, !whole, strict)
			return resource.MetadataChange{Texts: texts, Whole: whole}, err
		},
		condition: func(header http.Header) (resource.Condition, error) { return parseCondition(header, false) },
		apply: func(tx *sqldb.Tx, t target, change resource.MetadataChange) (resource.Metadata, error) {
			return h.resource.ChangeMetadata(tx, t.organization, t.key, t.condition, change)
		},
		answer: metadataAnswer,
	}
}
