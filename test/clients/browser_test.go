package clients

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	cdpnetwork "github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestBrowser is what a person sees in a browser. Each test has storage of its own;
// all share one process of Chromium. They run in turn: a browser draws only the tab
// in front.
func TestBrowser(t *testing.T) {
	t.Parallel()
	browser := startBrowser(t)
	t.Run("reference", func(t *testing.T) { testReference(browser, t) })
	t.Run("a page of another origin", func(t *testing.T) { testOtherOrigin(browser, t) })
}

// startBrowser starts a Chromium that runs for as long as the test.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(findChromium(t)), chromedp.UserDataDir(t.TempDir()), chromedp.NoFirstRun,
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, // tests may run as root, without a screen
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), // containers have little of it
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	browser, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		defer cancel()
		bounded, end := context.WithTimeout(browser, time.Minute)
		defer end()
		_ = chromedp.Cancel(bounded) // a browser that is killed leaves a temporary folder
	})
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	return browser
}

// findChromium skips the test where there is none, but not in CI.
func findChromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("there is no Chromium, and CI must test with it")
	}
	t.Skip("there is no Chromium: install Debian's package chromium, or Google Chrome")
	return ""
}

// tab is a tab of the browser with a server and its key. What goes wrong in the tab fails the
// test.
type tab struct {
	*testing.T
	ctx    context.Context
	server string // the URL of it
	key    string
	faults sync.Map // texts of what went wrong
}

func openTab(browser context.Context, t *testing.T, args ...string) *tab {
	t.Helper()
	own := startOwn(t, args...)
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	p := &tab{T: t, ctx: ctx, server: own.url, key: own.newKey(t, "browser")}
	if err := chromedp.Listen(ctx, p.watch); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, logging := cdp.Call(ctx, target, log.Enable, cdp.Empty{})
		_, listening := cdp.Call(ctx, target, cdpnetwork.Enable, cdpnetwork.EnableParams{})
		return errors.Join(logging, listening)
	}))
	return p
}

// watch notes violations of the content policy, errors of scripts, and requests
// to anyone but the server.
func (p *tab) watch(event any) {
	switch event := event.(type) {
	case *log.EventEntryAdded:
		if event.Entry.Level == log.EntryLevelError {
			p.faults.Store(event.Entry.Text+" "+event.Entry.URL, nil)
		}
	case *runtime.EventExceptionThrown:
		p.faults.Store(event.ExceptionDetails.Text, nil)
	case *cdpnetwork.EventRequestWillBeSent:
		if url := event.Request.URL; !strings.HasPrefix(url, p.server+"/") && !strings.HasPrefix(url, "data:") {
			p.faults.Store("a request to "+url, nil)
		}
	}
}

// do does steps one after the other. Each waits for its element.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	get(p, chromedp.Steps(steps...))
}

// get gives the result of an action.
func get[T any](p *tab, action chromedp.Action[T]) T {
	p.Helper()
	bounded, cancel := context.WithTimeout(p.ctx, 5*time.Minute) // only bounds a test that fails
	defer cancel()
	value, err := chromedp.Run(bounded, action)
	if err != nil {
		p.Fatal(err)
	}
	return value
}

// evaluate gives the value of an expression in JavaScript.
func evaluate[T any](p *tab, expression string, options ...chromedp.EvaluateOption) T {
	p.Helper()
	return get(p, chromedp.Evaluate[T](expression, options...))
}

// testReference does what a newcomer does: opens the server's address, enters the
// key, and tries the operations with what is filled in.
func testReference(browser context.Context, t *testing.T) {
	p := openTab(browser, t, "--per-minute=0")
	p.do(chromedp.Navigate(p.server), see(".opblock"))
	if path := evaluate[string](p, `location.pathname`); path != "/docs" {
		t.Errorf("the address of the server leads to %s", path)
	}
	p.enterKey()
	p.do(chromedp.Reload(), see(".btn.authorize.locked"), see(".opblock"))
	p.checkLayout("closed")

	operations := evaluate[[]string](p, `[...document.querySelectorAll(".opblock")].map(o => o.id)`)
	if len(operations) < 28 {
		t.Fatalf("the page has the operations %q only", operations)
	}
	tags := evaluate[map[string]string](p, tagsOfOperations)
	// The server makes the versions of records and the ids of held changes, so those of the examples
	// are unknown to it.
	operations = slices.DeleteFunc(operations, func(id string) bool {
		return strings.Contains(id, "-restore") || strings.HasSuffix(id, "HeldChange") || isRepeated(id)
	})
	for _, id := range inOrder(operations) {
		p.tryOperation(id, tags[id])
	}
	p.faults.Range(func(fault, _ any) bool {
		t.Error(fault)
		return true
	})
}

// isRepeated reports whether an operation differs from an operation on loads only by its
// resource. A page with a hundred operations takes seconds to draw each, and TestPostman sends
// the examples of all. Creates and deletes remain, because the load refers to the records.
func isRepeated(id string) bool {
	tag, operation, _ := strings.Cut(strings.TrimPrefix(id, "operations-"), "-")
	return slices.Contains([]string{"Customers", "Carriers", "Locations"}, tag) &&
		!strings.HasPrefix(operation, "create") && !strings.HasPrefix(operation, "delete")
}

// inOrder returns operations in an order in which all can succeed. The batches come first:
// their loads then refer to nothing that exists, and are not there when the customers are
// deleted. The deletes come last, in reverse.
func inOrder(operations []string) []string {
	having := func(part string) (found []string) {
		for _, id := range operations {
			if strings.Contains(id, part) {
				found = append(found, id)
			}
		}
		return found
	}
	batches, deletes := having("-batch"), having("-delete")
	others := slices.DeleteFunc(slices.Clone(operations), func(id string) bool {
		return slices.Contains(batches, id) || slices.Contains(deletes, id)
	})
	slices.Reverse(deletes)
	return slices.Concat(batches, others, deletes)
}

// checkLayout looks whether anything is cut off, on a desktop and on a phone.
func (p *tab) checkLayout(what string) {
	for _, screen := range []struct {
		name          string
		width, height int64
		options       []chromedp.EmulateViewportOption
	}{
		{"phone", 390, 844, []chromedp.EmulateViewportOption{chromedp.EmulateMobile}},
		{"desktop", 1280, 900, nil},
	} {
		p.do(chromedp.EmulateViewport(screen.width, screen.height, screen.options...))
		if width := evaluate[int64](p, `innerWidth`); width != screen.width {
			p.Errorf("on a %s, %s: the page is laid out for a width of %d", screen.name, what, width)
		}
		if cut := evaluate[[]string](p, cutOff); len(cut) > 0 {
			p.Errorf("on a %s, %s: cut off at the right are %q", screen.name, what, cut)
		}
		p.screenshot(screen.name + " " + what)
	}
}

func (p *tab) enterKey() {
	const dialog = ".dialog-ux .modal-ux"
	p.do(
		click(".btn.authorize"),
		chromedp.SendKeys(chromedp.CSS(dialog+" input"), p.key),
		click(dialog+" .btn.authorize"),
		see(".btn.authorize.locked"),
		click(dialog+" .btn-done"),
		chromedp.WaitNotPresent(chromedp.CSS(dialog)),
	)
}

// tagsOfOperations gives the id of the heading above each operation.
const tagsOfOperations = `Object.fromEntries([...document.querySelectorAll(".opblock")].map(
	o => [o.id, o.closest(".opblock-tag-section").querySelector(".opblock-tag").id]))`

// tryOperation opens an operation, sends the request with what is filled in, and
// closes it again. It first closes all other tags, because the page draws the operations of
// all open tags after each click.
func (p *tab) tryOperation(id, tag string) {
	answer := evaluate[struct{ Status, Text string }](p, fmt.Sprintf(`%s.then(async seen => {
		for (const heading of document.querySelectorAll(".opblock-tag")) {
			if ((heading.dataset.isOpen === "true") !== (heading.id === %q)) heading.click();
		}
		const at = "#%s ";
		(await seen(at + ".opblock-summary-control")).click();
		(await seen(at + ".try-out__btn")).click();
		(await seen(at + ".execute")).click();
		const status = await seen(at + ".live-responses-table .response .response-col_status");
		return {Status: status.innerText.trim(), Text: status.parentElement.innerText};
	})`, seen, tag, id), chromedp.EvalAwaitPromise)
	if !strings.HasPrefix(answer.Status, "2") {
		p.Errorf("%s is answered %s: %s", id, answer.Status, answer.Text)
	}
	if strings.HasSuffix(id, "Customer") || strings.HasSuffix(id, "Load") {
		p.checkLayout(id) // the other resources have the same operations
	}
	evaluate[bool](p, fmt.Sprintf(`document.querySelector("#%s .opblock-summary-control").click(), true`, id))
}

// seen is a promise of a function that waits for an element.
const seen = `Promise.resolve(selector => new Promise(found => {
	const look = () => {
		const element = document.querySelector(selector);
		if (element) { changes.disconnect(); found(element); }
	};
	const changes = new MutationObserver(look);
	changes.observe(document, {subtree: true, childList: true, attributes: true});
	look();
}))`

func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}

// see waits until an element is visible.
func see(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(chromedp.CSS(selector))
}

// testOtherOrigin uses the API from a page of an origin that is listed, and from
// one that is not.
func testOtherOrigin(browser context.Context, t *testing.T) {
	listed, stranger := newPlainPage(t), newPlainPage(t)
	p := openTab(browser, t, "--cors-origins="+listed, "--per-minute=20")
	p.do(chromedp.Navigate(listed))
	got := evaluate[[]fetched](p, fmt.Sprintf(useFromPage, p.server+"/v2/tms-api/customers", p.key), chromedp.EvalAwaitPromise)
	want := []int{201, 200, 412, 404, 401, 204, 429}
	if len(got) != len(want) {
		t.Fatalf("the page got %+v", got)
	}
	for i, answer := range got {
		if answer.Status != want[i] || answer.ID == "" || answer.Body == "" && answer.Status != 204 {
			t.Errorf("instead of a %d the page got %+v", want[i], answer)
		}
	}
	if got[0].Location == "" || got[0].Tag == "" || got[0].Remaining == "" || got[6].Wait == "" {
		t.Errorf("the page does not see all headers: %+v", got)
	}
	p.do(chromedp.Navigate(stranger))
	if refused := evaluate[string](p, fmt.Sprintf(`fetch(%q).then(r => "status " + r.status, e => e.name)`, p.server+"/v2/tms-api/customers"), chromedp.EvalAwaitPromise); refused != "TypeError" {
		t.Errorf("a page that is not listed got %s", refused)
	}
}

// newPlainPage serves a page of an origin of its own, and gives its address.
func newPlainPage(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!DOCTYPE html><title>Page</title>")
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// fetched is what a page sees of an answer.
type fetched struct {
	Status                                   int
	ID, Tag, Location, Remaining, Wait, Body string
}

// useFromPage sends requests with all headers that clients may send, to an
// address and with a key.
const useFromPage = `(async (customers, key) => {
	const send = async (method, path, body, headers) => {
		const r = await fetch(customers + path, {method, body: body && JSON.stringify(body), headers: {
			"X-API-Key": key, "Content-Type": "application/json", "Prefer": "handling=strict", "X-Request-ID": "page", ...headers}});
		const h = name => r.headers.get(name) ?? "";
		return {Status: r.status, ID: h("X-Request-ID"), Tag: h("ETag"), Location: h("Location"),
			Remaining: h("X-RateLimit-Remaining"), Wait: h("Retry-After"), Body: await r.text()};
	};
	const made = await send("POST", "", {external_reference_id: "A", name: "Acme"}, {"Idempotency-Key": "1"});
	const answers = [
		made,
		await send("PUT", "/A", {name: "Other"}, {"If-Match": made.Tag}),
		await send("PATCH", "/A", {name: "Third"}, {"If-Match": made.Tag}),
		await send("GET", "/B", undefined, {"If-None-Match": made.Tag}),
		await send("GET", "/A", undefined, {"X-API-Key": "wrong"}),
		await send("DELETE", "/A"),
	];
	for (let sent = 0; sent < 100; sent++) {
		const answer = await send("GET", "/A");
		if (answer.Status === 429) { answers.push(answer); break; }
	}
	return answers;
})(%q, %q)`

// cutOff lists elements that reach beyond the right side of the screen, but for
// those in a box that scrolls.
const cutOff = `(() => {
	const scrolls = e => e && e !== document.body && e !== document.documentElement &&
		(/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
	return [...document.querySelectorAll("body *")].filter(e => {
		const box = e.getBoundingClientRect();
		return box.width > 0 && box.height > 0 && box.right > document.documentElement.clientWidth + 1 && !scrolls(e.parentElement);
	}).map(e => e.tagName + "." + e.className + " " + Math.round(e.getBoundingClientRect().right)).slice(0, 20);
})()`

// screenshot keeps what the page looks like, for people, in the folder that
// WAYBILL_TEST_SCREENSHOTS names.
func (p *tab) screenshot(name string) {
	p.Helper()
	folder := os.Getenv("WAYBILL_TEST_SCREENSHOTS")
	if folder == "" {
		return
	}
	picture := get(p, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o600); err != nil {
		p.Fatal(err)
	}
}
