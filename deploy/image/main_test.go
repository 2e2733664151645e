//go:build linux

package main

import (
	"archive/tar"
	"bufio"
	"errors"
	"flag"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

var (
	archive       = flag.String("image", "", "the archive of the image, as make dist makes it")
	architectures = flag.String("architectures", "", "the architectures that the image is for, separated by spaces")
)

// images unpacks the archive and gives its images by architecture.
func images(t *testing.T) map[string]v1.Image {
	t.Helper()
	if *archive == "" {
		t.Skip("no -image is given")
	}
	folder := t.TempDir()
	if said, err := exec.CommandContext(t.Context(), "tar", "--extract", "--file", *archive, "--directory", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	outer, err := layout.ImageIndexFromPath(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(outer); err != nil {
		t.Fatal(err)
	}
	top, err := outer.IndexManifest()
	if err != nil || len(top.Manifests) != 1 {
		t.Fatal(top, err)
	}
	index, err := outer.ImageIndex(top.Manifests[0].Digest)
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]v1.Image{}
	for _, described := range manifest.Manifests {
		if found[described.Platform.Architecture], err = index.Image(described.Digest); err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func configOf(t *testing.T, image v1.Image) *v1.ConfigFile {
	t.Helper()
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	return config
}

func TestConfig(t *testing.T) {
	all := images(t)
	if got, want := slices.Sorted(maps.Keys(all)), slices.Sorted(slices.Values(strings.Fields(*architectures))); !slices.Equal(got, want) {
		t.Fatalf("the image is for %q, want %q", got, want)
	}
	for architecture, image := range all {
		file := configOf(t, image)
		config := file.Config
		if file.Architecture != architecture || file.OS != "linux" {
			t.Errorf("%s: it is for %s/%s", architecture, file.OS, file.Architecture)
		}
		if config.User != "65532:65532" || config.WorkingDir != state || config.Healthcheck == nil ||
			!slices.Equal(config.Healthcheck.Test, []string{"CMD", "/usr/bin/waybill", "health"}) {
			t.Errorf("%s: %+v", architecture, config)
		}
		if _, ok := config.Volumes[state]; !ok || config.Labels["org.opencontainers.image.version"] == "" {
			t.Errorf("%s: %+v", architecture, config)
		}
	}
}

// unpack writes the files of an image with their owners and modes.
func unpack(t *testing.T, image v1.Image, root string) {
	t.Helper()
	files := mutate.Extract(image)
	defer func() { _ = files.Close() }()
	for reader := tar.NewReader(files); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if !filepath.IsLocal(header.Name) {
			t.Fatalf("a file is %s", header.Name)
		}
		name := filepath.Join(root, header.Name)
		if header.Typeflag == tar.TypeDir {
			err = os.Mkdir(name, 0o700)
		} else {
			err = writeFile(name, reader)
		}
		err = errors.Join(err, os.Chown(name, header.Uid, header.Gid), syscall.Chmod(name, uint32(header.Mode)))
		if err != nil {
			t.Fatal(err)
		}
		if !header.ModTime.Equal(configCreated(t, image)) {
			t.Errorf("%s is of %s", header.Name, header.ModTime)
		}
	}
}

func configCreated(t *testing.T, image v1.Image) time.Time { return configOf(t, image).Created.Time }

func writeFile(name string, content io.Reader) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	return errors.Join(err, file.Close())
}

// container runs commands in namespaces of their own, with the files of the image only, as its
// user, and with its environment. The network is that of the machine, so that the test reaches
// the server.
type container struct {
	root   string
	config v1.Config
}

func (c container) command(t *testing.T, environment []string, command ...string) *exec.Cmd {
	t.Helper()
	run := &exec.Cmd{Path: command[0], Args: command, Dir: c.config.WorkingDir, Env: slices.Concat(c.config.Env, environment)}
	run.SysProcAttr = &syscall.SysProcAttr{
		Chroot:     c.root,
		Credential: &syscall.Credential{Uid: user, Gid: user},
		Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS,
		Pdeathsig:  syscall.SIGKILL,
	}
	return run
}

// TestRun: the files of the image are enough to serve a first customer, and to answer the
// health check.
func TestRun(t *testing.T) {
	all := images(t)
	if os.Geteuid() != 0 {
		t.Skip("only root may make namespaces")
	}
	image := all[runtime.GOARCH]
	c := container{root: t.TempDir(), config: configOf(t, image).Config}
	if err := os.Chmod(c.root, 0o755); err != nil {
		t.Fatal(err)
	}
	for folder := filepath.Dir(c.root); folder != os.TempDir() && folder != "/"; folder = filepath.Dir(folder) {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	unpack(t, image, c.root)
	version := c.command(t, nil, append(c.config.Entrypoint, "version")...)
	if said, err := version.CombinedOutput(); err != nil || !strings.Contains(string(said), c.config.Labels["org.opencontainers.image.version"]) {
		t.Fatalf("version: %v: %s", err, said)
	}

	server := c.command(t, []string{"WAYBILL_ADDRESS=127.0.0.1:0"}, append(c.config.Entrypoint, c.config.Cmd...)...)
	server.Stderr = t.Output()
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread() // with the thread, the server would end
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(server.Process.Signal(syscall.SIGTERM), server.Wait()); err != nil {
			t.Error(err)
		}
	})
	address := readyAt(t, out)
	check := c.command(t, []string{"WAYBILL_ADDRESS=" + address}, c.config.Healthcheck.Test[1:]...)
	if said, err := check.CombinedOutput(); err != nil || !strings.Contains(string(said), "is ready") {
		t.Errorf("health: %v: %s", err, said)
	}
	closed := c.command(t, []string{"WAYBILL_ADDRESS=127.0.0.1:1"}, c.config.Healthcheck.Test[1:]...)
	if said, err := closed.CombinedOutput(); err == nil {
		t.Errorf("health of no server: %s", said)
	}
	key := c.command(t, nil, append(c.config.Entrypoint, "keys", "create", "--organization=default")...)
	secret, err := key.Output()
	if err != nil {
		t.Fatalf("keys create: %v", err)
	}
	create(t, address, strings.TrimSpace(string(secret)))
}

// readyAt waits for the line that gives the address of the server, and reads on.
func readyAt(t *testing.T, out io.Reader) string {
	t.Helper()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), "ready at http://"); ok {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			address, _, _ := strings.Cut(rest, ",")
			return address
		}
	}
	t.Fatal("the server does not become ready")
	return ""
}

func create(t *testing.T, address, key string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+address+"/v2/tms-api/customers",
		strings.NewReader(`{"external_reference_id": "CUST-1", "name": "Acme"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-API-Key", key)
	request.Header.Set("Content-Type", "application/json")
	answer, err := new(http.Transport).RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusCreated {
		body, _ := io.ReadAll(answer.Body)
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
}

// TestRootCertificates: the certificates can be read, and there are about as many as browsers have.
func TestRootCertificates(t *testing.T) {
	text, err := rootCertificates()
	if err != nil {
		t.Fatal(err)
	}
	if count := strings.Count(string(text), "BEGIN CERTIFICATE"); count < 80 {
		t.Errorf("there are only %d certificates", count)
	}
}
