package test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// uploadHost is the host to which Go uploads reports.
const uploadHost = "telemetry.go.dev"

// authority is a certificate authority for tests, with a certificate for uploadHost.
type authority struct {
	file string // its certificate, in PEM
	cert tls.Certificate
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, DNSNames: []string{uploadHost},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "authority.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return &authority{file, tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}}
}

// postOffice is a proxy that connects the clients of uploadHost to an inner server.
type postOffice struct {
	proxy *httptest.Server
	inner *http.Server
	conns chan net.Conn // of the inner server
	cert  tls.Certificate

	mu sync.Mutex // guards the fields below
	// answer returns the HTTP status for the report of a week, or 0 to close the
	// connection.
	answer   func(week string) int
	posts    map[string][][]byte // request bodies, by week
	accepted map[string]int      // number of answers 200, by week
}

func newPostOffice(t *testing.T, a *authority, answer func(week string) int) *postOffice {
	t.Helper()
	p := &postOffice{conns: make(chan net.Conn), cert: a.cert, answer: answer, posts: map[string][][]byte{}, accepted: map[string]int{}}
	p.proxy = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || r.Host != uploadHost+":443" {
			t.Errorf("unexpected request: %s %s", r.Method, r.Host)
			w.WriteHeader(http.StatusForbidden)
			return
		}
		p.connect(w)
	}))
	p.inner = &http.Server{Handler: http.HandlerFunc(p.take), ReadHeaderTimeout: time.Minute}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = p.inner.Serve(p)
	}()
	t.Cleanup(func() {
		p.proxy.Close()
		_ = p.inner.Close()
		<-ended
	})
	return p
}

// connect passes the connection to the inner server, which speaks TLS.
func (p *postOffice) connect(w http.ResponseWriter) {
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if _, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n"); err != nil || buffered.Reader.Buffered() > 0 {
		_ = conn.Close()
		return
	}
	p.conns <- tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{p.cert}, MinVersion: tls.VersionTLS12})
}

// Accept returns the next connection of the inner server. With Accept, Close and Addr,
// the office is its listener.
func (p *postOffice) Accept() (net.Conn, error) {
	conn, open := <-p.conns
	if !open {
		return nil, net.ErrClosed
	}
	return conn, nil
}

// Close ends Accept. The inner server calls it once.
func (p *postOffice) Close() error {
	close(p.conns)
	return nil
}

// Addr returns the address of the proxy.
func (p *postOffice) Addr() net.Addr { return p.proxy.Listener.Addr() }

// take receives a report.
func (p *postOffice) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || r.Method != http.MethodPost {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	week := path.Base(r.URL.Path)
	p.mu.Lock()
	status := p.answer(week)
	p.posts[week] = append(p.posts[week], body)
	if status == http.StatusOK {
		p.accepted[week]++
	}
	p.mu.Unlock()
	if status == 0 {
		panic(http.ErrAbortHandler) // closes the connection
	}
	w.WriteHeader(status)
}

// empty returns the reports since the last call, without X.
func (p *postOffice) empty() map[string][]any {
	p.mu.Lock()
	defer p.mu.Unlock()
	reports := map[string][]any{}
	for week, bodies := range p.posts {
		for _, body := range bodies {
			var report map[string]any
			if json.Unmarshal(body, &report) != nil || report == nil {
				reports[week] = append(reports[week], nil) // Go uploads the file even if it isn't a report
				continue
			}
			delete(report, "X")
			reports[week] = append(reports[week], report)
		}
	}
	clear(p.posts)
	return reports
}

// closed calls do while the office takes no report, so that do may change the answers.
func (p *postOffice) closed(do func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	do()
}

// env returns the variables that make a go command upload to the office.
func (p *postOffice) env(a *authority) []string {
	return []string{"HTTPS_PROXY=" + p.proxy.URL, "NO_PROXY=", "SSL_CERT_FILE=" + a.file, "SSL_CERT_DIR=" + filepath.Dir(a.file)}
}
