// Command image makes a container image of the program, for several architectures, in a
// folder: an OCI image layout. It needs neither a daemon nor a network.
//
// It is a module of its own, so that what it needs is not what Waybill needs.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"golang.org/x/crypto/x509roots/fallback/bundle"
)

const (
	// user is the number of the user in the image, and of the group: by custom that of
	// "nonroot". It has no name that a machine must know.
	user  = 65532
	state = "/var/lib/waybill"
)

func main() {
	var made maker
	var created int64
	out := flag.String("out", "", "the folder to make")
	flag.StringVar(&made.version, "version", "", "the version of the program")
	flag.StringVar(&made.revision, "revision", "", "the commit")
	flag.Int64Var(&created, "created", 0, "the time of the commit, in seconds since 1970")
	flag.Func("doc", "a file for /usr/share/doc/waybill", made.addDocument)
	flag.Parse()
	made.created = time.Unix(created, 0).UTC()
	if err := made.write(*out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "image: "+err.Error())
		os.Exit(1)
	}
}

// maker makes images, which differ in the program only.
type maker struct {
	version, revision string
	created           time.Time
	documents         []file
}

// file is a file of an image; a name that ends in a slash is a folder.
type file struct {
	name    string
	mode    int64
	owner   int
	content []byte
}

func (m *maker) addDocument(name string) error {
	content, err := os.ReadFile(name)
	m.documents = append(m.documents, file{"usr/share/doc/waybill/" + path.Base(name), 0o644, 0, content})
	return err
}

// write makes the folder. Each program is an argument of the form ARCHITECTURE=FILE.
func (m *maker) write(folder string, programs []string) error {
	if folder == "" || len(programs) == 0 {
		return errors.New("it needs -out FOLDER, and programs as ARCHITECTURE=FILE")
	}
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for _, program := range programs {
		architecture, name, _ := strings.Cut(program, "=")
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		image, err := m.image(architecture, content)
		if err != nil {
			return fmt.Errorf("the image for %s: %w", architecture, err)
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{
			Add:        image,
			Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: "linux", Architecture: architecture}},
		})
	}
	index = mutate.Annotations(index, m.labels()).(v1.ImageIndex)
	written, err := layout.Write(folder, empty.Index)
	if err != nil {
		return err
	}
	// The names by which engines that read the folder call the image.
	return written.AppendIndex(index, layout.WithAnnotations(map[string]string{
		"org.opencontainers.image.ref.name": m.version,
		"io.containerd.image.name":          "docker.io/library/waybill:" + m.version,
	}))
}

func (m *maker) labels() map[string]string {
	return map[string]string{
		"org.opencontainers.image.title":       "Waybill",
		"org.opencontainers.image.description": "API server of a transportation management system",
		"org.opencontainers.image.version":     m.version,
		"org.opencontainers.image.revision":    m.revision,
		"org.opencontainers.image.created":     m.created.Format(time.RFC3339),
		"org.opencontainers.image.licenses":    "Apache-2.0",
	}
}

func (m *maker) image(architecture string, program []byte) (v1.Image, error) {
	content, err := m.archive(program)
	if err != nil {
		return nil, err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}, tarball.WithMediaType(types.OCILayer), tarball.WithCompressionLevel(gzip.BestCompression))
	if err != nil {
		return nil, err
	}
	image := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	history := v1.History{Created: v1.Time{Time: m.created}, CreatedBy: "waybill " + m.version}
	if image, err = mutate.Append(image, mutate.Addendum{Layer: layer, History: history}); err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config.OS, config.Architecture, config.Created = "linux", architecture, v1.Time{Time: m.created}
	config.Config = m.config()
	if image, err = mutate.ConfigFile(image, config); err != nil {
		return nil, err
	}
	return mutate.Annotations(image, m.labels()).(v1.Image), nil
}

// config says how to run the image. The specification of OCI has no health check; Docker
// reads it also from an image of OCI, and others leave it aside.
func (m *maker) config() v1.Config {
	return v1.Config{
		User: fmt.Sprintf("%d:%[1]d", user),
		Env: []string{
			"PATH=/usr/bin",
			"WAYBILL_ADDRESS=:8080",
			"WAYBILL_DATABASE=" + state + "/waybill.db",
		},
		Entrypoint:   []string{"/usr/bin/waybill"},
		Cmd:          []string{"serve"},
		WorkingDir:   state,
		Volumes:      map[string]struct{}{state: {}},
		ExposedPorts: map[string]struct{}{"8080/tcp": {}},
		StopSignal:   "SIGTERM",
		Labels:       m.labels(),
		Healthcheck: &v1.HealthConfig{
			Test:        []string{"CMD", "/usr/bin/waybill", "health"},
			Interval:    30 * time.Second,
			Timeout:     10 * time.Second,
			StartPeriod: time.Minute,
			Retries:     3,
		},
	}
}

// archive returns the only layer: the program, and what a program finds on every machine.
func (m *maker) archive(program []byte) ([]byte, error) {
	certificates, err := rootCertificates()
	if err != nil {
		return nil, err
	}
	account := fmt.Sprintf("waybill:x:%d:", user)
	files := slices.Concat([]file{
		{"etc/", 0o755, 0, nil},
		{"etc/group", 0o644, 0, []byte("root:x:0:\n" + account + "\n")},
		{"etc/passwd", 0o644, 0, fmt.Appendf(nil, "root:x:0:0:root:/:/nologin\n%s%d:waybill:%s:/nologin\n", account, user, state)},
		{"etc/ssl/", 0o755, 0, nil},
		{"etc/ssl/certs/", 0o755, 0, nil},
		{"etc/ssl/certs/ca-certificates.crt", 0o644, 0, certificates},
		{"tmp/", 0o1777, 0, nil},
		{"usr/", 0o755, 0, nil},
		{"usr/bin/", 0o755, 0, nil},
		{"usr/bin/waybill", 0o755, 0, program},
		{"usr/share/", 0o755, 0, nil},
		{"usr/share/doc/", 0o755, 0, nil},
		{"usr/share/doc/waybill/", 0o755, 0, nil},
	}, m.documents, []file{
		{"var/", 0o755, 0, nil},
		{"var/lib/", 0o755, 0, nil},
		{state[1:] + "/", 0o700, user, nil},
	})
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	for _, f := range files {
		kind := byte(tar.TypeReg)
		if strings.HasSuffix(f.name, "/") {
			kind = tar.TypeDir
		}
		header := &tar.Header{Typeflag: kind, Name: f.name, Mode: f.mode, Uid: f.owner, Gid: f.owner, Size: int64(len(f.content)), ModTime: m.created}
		if err := w.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.content); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return archive.Bytes(), err
}

// rootCertificates returns the certificates of Mozilla's list, in the version of the module, so
// that the image does not depend on the machine that makes it. Those that Mozilla trusts under
// conditions only are left out: a file cannot say conditions.
func rootCertificates() ([]byte, error) {
	var text bytes.Buffer
	for root := range bundle.Roots() {
		if root.Constraint != nil {
			continue
		}
		if err := pem.Encode(&text, &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}); err != nil {
			return nil, err
		}
	}
	return text.Bytes(), nil
}
