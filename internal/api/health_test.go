package api

import "testing"

func TestHealth(t *testing.T) {
	t.Parallel()
	server, _ := newLoggedServer(t, Options{})
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200} {
		if got := ask(server, "GET", path, nil, "X-API-Key", ""); got.Code != want {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
	if err := server.options.DB.Close(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503} {
		if got := ask(server, "GET", path, nil); got.Code != want {
			t.Errorf("without a database, %s: %d", path, got.Code)
		}
	}
}
