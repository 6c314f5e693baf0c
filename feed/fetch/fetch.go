// Package fetch owns bytes over HTTP: how long one waits, how much one takes,
// where one lets oneself be sent, and what one tells about the reader.
package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"broadsheet/feed"
)

const accept = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.9, application/json;q=0.8, */*;q=0.5"

var errNoAddress = errors.New("this is no web address; one looks like https://paper.example/feed")

// Options are the limits of a Client. The zero value of each stands for the
// value named beside it.
type Options struct {
	UserAgent string        // "broadsheet": the program, its version, where to complain
	Header    time.Duration // 10 s: how long until an answer begins
	Whole     time.Duration // 30 s: how long one Get may take, redirects included
	MaxBytes  int64         // 16 MB: how large a body may be, after decoding
	Redirects int           // 10: how often one follows the server elsewhere

	// private tells which addresses are nobody's business but the reader's own
	// machine's; tests, which have only such ones, put their own in its place.
	private func(netip.AddrPort) bool
}

// Response is what a server sent.
type Response struct {
	URL         string // the final address, after redirects, without a password
	Body        []byte // decoded
	ContentType string // as the server named it; "" when it did not
}

// Client fetches documents. It is safe for concurrent use.
type Client struct {
	o Options
	// A connection, once made, is used again without looking at where it goes.
	// So requests that must stay out of the reader's network have their own.
	free, strict *http.Transport
}

// New returns a client with the limits o.
func New(o Options) *Client {
	o.UserAgent = cmp.Or(o.UserAgent, "broadsheet")
	o.Header = cmp.Or(o.Header, 10*time.Second)
	o.Whole = cmp.Or(o.Whole, 30*time.Second)
	o.MaxBytes = cmp.Or(o.MaxBytes, 16<<20)
	o.Redirects = cmp.Or(o.Redirects, 10)
	if o.private == nil {
		o.private = private
	}
	c := &Client{o: o}
	c.free = c.transport(false)
	c.strict = c.transport(true)
	return c
}

func (c *Client) transport(strict bool) *http.Transport {
	d := &net.Dialer{Timeout: c.o.Header}
	if strict {
		d.ControlContext = c.refusePrivate
	}
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            d.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // see decode: it knows more encodings
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConns:           16,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    c.o.Header,
	}
}

// Get fetches a document over http or https. A status other than 2xx is a
// [StatusError]; a body that is too large is an error. When the connection
// breaks in the middle of the body, what came is returned beside the error,
// since a feed may be read as far as it goes.
//
// The address may be one in the reader's own network when the reader says so;
// a server outside it may not send the client in there.
func (c *Client) Get(ctx context.Context, address string) (Response, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.o.Whole, fmt.Errorf("not done after %v", c.o.Whole))
	defer cancel()
	r, err := c.get(ctx, address)
	if err != nil {
		return r, &failure{shown(address), err}
	}
	return r, nil
}

func (c *Client) get(ctx context.Context, address string) (Response, error) {
	u, err := parse(address)
	if err != nil {
		return Response{}, err
	}
	outside := false // some server outside the reader's network has answered
	for hop := 0; ; hop++ {
		answer, private, err := c.ask(ctx, u, outside)
		if err != nil {
			return Response{}, err
		}
		next, err := redirect(u, answer)
		if err != nil || next == nil {
			defer answer.Body.Close()
			if err != nil {
				return Response{}, err
			}
			return c.read(ctx, u, answer)
		}
		answer.Body.Close()
		if hop == c.o.Redirects {
			return Response{}, fmt.Errorf("sent elsewhere more than %d times, at last to %s", c.o.Redirects, shown(next.String()))
		}
		u, outside = next, outside || !private
	}
}

// parse reads an address that may be fetched.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		return nil, errNoAddress // the cause would quote it, its password included
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("only http and https addresses can be fetched, not %q", feed.Shorten(u.Scheme, 20))
	case u.Hostname() == "":
		return nil, errors.New("the address names no host")
	}
	return u, nil
}

// ask sends one request and waits for the answer to begin. outside says that
// the request must not reach the reader's own network. private tells whether
// the answer came from there.
func (c *Client) ask(ctx context.Context, u *url.URL, outside bool) (answer *http.Response, private bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	late := time.AfterFunc(c.o.Header, func() { cancel(fmt.Errorf("no answer within %v", c.o.Header)) })
	defer late.Stop()
	var near atomic.Bool // set by whichever goroutine of the transport connects
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(i httptrace.GotConnInfo) {
		a, err := netip.ParseAddrPort(i.Conn.RemoteAddr().String())
		near.Store(err == nil && c.o.private(a))
	}})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		cancel(nil)
		return nil, false, err
	}
	// These are all that is told, on every hop. A password goes with the
	// address it was typed in; Go's own redirects, which would send a Referer
	// and whatever else was set, are not used.
	req.Header.Set("User-Agent", c.o.UserAgent)
	req.Header.Set("Accept", accept)
	req.Header.Set("Accept-Encoding", "gzip, br")
	if p := u.User; p != nil {
		secret, _ := p.Password()
		req.SetBasicAuth(p.Username(), secret)
	}
	t := c.free
	proxied := c.proxied(req)
	if outside {
		t = c.strict
		if proxied { // then the connection says nothing about the host
			if err := c.refuseNamed(u); err != nil {
				cancel(nil)
				return nil, false, err
			}
			t = c.free
		}
	}
	answer, err = t.RoundTrip(req)
	if err != nil {
		err = plain(ctx, u, err)
		cancel(nil)
		return nil, false, err
	}
	answer.Body = &body{answer.Body, cancel}
	return answer, near.Load() && !proxied, nil
}

// body ends its request when it is closed.
type body struct {
	io.ReadCloser
	cancel context.CancelCauseFunc
}

func (b *body) Close() error {
	err := b.ReadCloser.Close()
	b.cancel(nil)
	return err
}

// redirect returns where an answer sends the client, nil when it is meant to
// be read.
func redirect(u *url.URL, answer *http.Response) (*url.URL, error) {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	to := answer.Header.Get("Location")
	if to == "" {
		return nil, fmt.Errorf("the server at %s sends us elsewhere, but does not say where", feed.Host(u.String()))
	}
	next, err := u.Parse(to)
	if err != nil {
		return nil, fmt.Errorf("the server at %s sends us to something that is no address", feed.Host(u.String()))
	}
	if next, err = parse(next.String()); err != nil {
		return nil, fmt.Errorf("the server at %s sends us elsewhere: %w", feed.Host(u.String()), err)
	}
	if next.User = nil; next.Scheme == u.Scheme && next.Host == u.Host {
		next.User = u.User
	}
	return next, nil
}

// read takes the body of an answer.
func (c *Client) read(ctx context.Context, u *url.URL, answer *http.Response) (Response, error) {
	final := *u
	final.User = nil
	r := Response{URL: final.String(), ContentType: feed.WashLine(answer.Header.Get("Content-Type"))}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return r, &StatusError{Code: answer.StatusCode, Host: feed.Host(u.String())}
	}
	decoded, err := decode(answer)
	if err != nil {
		return r, err
	}
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(decoded, c.o.MaxBytes+1))
	if n > c.o.MaxBytes {
		return r, fmt.Errorf("the document is larger than %d MB, which is more than this program takes", c.o.MaxBytes>>20)
	}
	r.Body = b.Bytes()
	if err != nil {
		return r, fmt.Errorf("the connection broke after %d bytes: %w", n, plain(ctx, u, err))
	}
	return r, nil
}
