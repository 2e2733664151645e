package api

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
	"strings"

	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5/static"
	"github.com/swaggest/swgui/v5emb"

	"waybill/internal/apierr"
)

const (
	documentPath  = "/openapi.json"
	referencePath = "/docs"
)

// documentRoutes serve the OpenAPI document, for programs as it is and for
// people as a page that shows it and sends requests. What the page loads comes
// from this server alone.
func documentRoutes(document []byte) []route {
	reference := newReference()
	return []route{
		{method: http.MethodGet, path: "/", handle: func(*call) (*answer, error) { return redirect(referencePath), nil }},
		{method: http.MethodGet, path: documentPath, handle: cutDocument(document).show},
		{method: http.MethodGet, path: referencePath, handle: reference.showPage},
		{method: http.MethodGet, path: referencePath + anySegment, handle: reference.showAsset},
	}
}

// referenceHead makes the page fit the screen of a phone.
//
//go:embed reference_head.html
var referenceHead string

// reference is the page that shows the document.
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

func (r *reference) showPage(*call) (*answer, error) {
	return &answer{status: http.StatusOK, body: r.page, header: [][2]string{
		{"Content-Type", "text/html; charset=utf-8"},
		{"Content-Security-Policy", r.policy},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
	}}, nil
}

func (r *reference) showAsset(c *call) (*answer, error) {
	if !r.assets[c.key] {
		return nil, apierr.New(apierr.NoSuchPath)
	}
	request := *c.Request
	request.URL = &url.URL{Path: referencePath + "/" + c.key} // however it was encoded
	return &answer{
		status: http.StatusOK,
		header: [][2]string{{"X-Content-Type-Options", "nosniff"}},
		stream: func(w http.ResponseWriter) { r.ui.ServeHTTP(w, &request) },
	}, nil
}

// assetNames lists the files that the page may load. Most are stored compressed
// and asked for without the suffix.
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

// pageOf gives the page, which is always the same.
func pageOf(ui http.Handler) []byte {
	var page capture
	ui.ServeHTTP(&page, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: referencePath}})
	return page.Bytes()
}

// capture is an http.ResponseWriter that keeps the body.
type capture struct{ bytes.Buffer }

// Header implements http.ResponseWriter.
func (*capture) Header() http.Header { return http.Header{} }

// WriteHeader implements http.ResponseWriter.
func (*capture) WriteHeader(int) {}

var inline = regexp.MustCompile(`(?s)<(script|style)>(.*?)</`)

// contentPolicy lets a page load from this server and nowhere else, and run the
// scripts that stand in it, by their hashes, and no others.
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
