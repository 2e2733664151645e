package openapi

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5/static"
	"github.com/swaggest/swgui/v5emb"

	"waybill/internal/api"
)

const (
	documentPath  = "/openapi.json"
	referencePath = "/docs"
)

// Pages serve the OpenAPI document: to programs as it is, and to people as a page
// that shows it and sends requests. The page loads nothing from elsewhere. The document
// is rendered for the first request, so that a server starts without it.
func Pages(render func() []byte) []api.Page {
	cut := sync.OnceValue(func() document { return cutDocument(render()) })
	reference := sync.OnceValue(newReference)
	return []api.Page{
		{Path: "/", Find: func(_, prefix string) http.Handler { return redirect(prefix + referencePath) }},
		{Path: documentPath, Find: func(_, prefix string) http.Handler { return cut().below(prefix) }},
		{Path: referencePath, Find: func(_, _ string) http.Handler { return reference() }},
		{Path: referencePath + api.AnySegment, Find: func(name, _ string) http.Handler { return reference().asset(name) }},
	}
}

// redirect sends a client to a path.
func redirect(to string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
}

// document is the OpenAPI document, cut where the address of the server stands.
type document struct{ before, after []byte }

// rootServer is how the document names the server without a prefix.
const rootServer = `"url": "/`

func cutDocument(whole []byte) document {
	before, after, ok := bytes.Cut(whole, []byte(rootServer))
	if !ok {
		panic("the document names no server")
	}
	return document{before, after}
}

// below serves the document of a server that is reached below a path prefix.
func (d document) below(prefix string) http.Handler {
	server := rootServer + strings.TrimPrefix(prefix, "/")
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		send(w, "application/json", bytes.Join([][]byte{d.before, d.after}, []byte(server)))
	})
}

// send answers with a whole body.
func send(w http.ResponseWriter, mediaType string, body []byte) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}

// referenceHead lays the page out for the width of a phone.
//
//go:embed reference_head.html
var referenceHead string

// reference serves the page that shows the document.
type reference struct {
	page   []byte
	policy string
	assets map[string]bool // by name
	ui     http.Handler
}

func newReference() *reference {
	ui := v5emb.NewHandlerWithConfig(swgui.Config{
		Title:            "Waybill API",
		SwaggerJSON:      documentPath,
		BasePath:         strings.TrimPrefix(referencePath, "/"),
		InternalBasePath: referencePath,
		SettingsUI: map[string]string{
			// Relative to the page, wherever a proxy has put it.
			"url":                      `new URL("` + strings.TrimPrefix(documentPath, "/") + `", location.href).href`,
			"defaultModelsExpandDepth": "1",
			"persistAuthorization":     "true", // so that a reload does not lose the key
		},
		AppendHead: template.HTML(referenceHead), //nolint:gosec // It is a file of ours.
	})
	page := pageOf(ui)
	return &reference{page: page, policy: contentPolicy(page), assets: assetNames(), ui: ui}
}

// ServeHTTP answers with the page.
func (r *reference) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Security-Policy", r.policy)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Referrer-Policy", "no-referrer")
	send(w, "text/html; charset=utf-8", r.page)
}

// asset serves a file that the page loads, or is nil for an unknown name.
func (r *reference) asset(name string) http.Handler {
	if !r.assets[name] {
		return nil
	}
	return http.HandlerFunc(func(w http.ResponseWriter, sent *http.Request) {
		request := *sent
		request.URL = &url.URL{Path: referencePath + "/" + name} // however it was encoded
		w.Header().Set("X-Content-Type-Options", "nosniff")
		r.ui.ServeHTTP(w, &request)
	})
}

// assetNames returns the files that the page may load. Most are stored compressed,
// and requested without the suffix.
func assetNames() map[string]bool {
	names := map[string]bool{}
	entries, err := fs.ReadDir(static.FS, ".")
	if err != nil {
		panic(err) // the files are part of the program
	}
	for _, entry := range entries {
		names[strings.TrimSuffix(entry.Name(), ".gz")] = true
	}
	return names
}

// pageOf returns the page, which is the same for every request.
func pageOf(ui http.Handler) []byte {
	var page capture
	ui.ServeHTTP(&page, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: referencePath}})
	return page.Bytes()
}

// capture is an http.ResponseWriter that keeps the body.
type capture struct{ bytes.Buffer }

// Header returns headers that are dropped.
func (*capture) Header() http.Header { return http.Header{} }

// WriteHeader drops the status.
func (*capture) WriteHeader(int) {}

var inline = regexp.MustCompile(`(?s)<(script|style)>(.*?)</`)

// contentPolicy permits a page to load from this server only, and to run no scripts
// of its own but those it contains now, by their hashes.
func contentPolicy(page []byte) string {
	allowed := map[string]string{}
	for _, found := range inline.FindAllSubmatch(page, -1) {
		hash := sha256.Sum256(found[2])
		allowed[string(found[1])] += " 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
	}
	return "default-src 'none'; connect-src 'self'; img-src 'self' data:" +
		"; script-src 'self'" + allowed["script"] + "; style-src 'self'" + allowed["style"] +
		"; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
