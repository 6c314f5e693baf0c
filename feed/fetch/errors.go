package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"broadsheet/feed"
)

// StatusError is the answer of a server that did not send the document.
type StatusError struct {
	Code int    // the HTTP status
	Host string // who answered
}

// Error says what the status means and what to do next.
func (e *StatusError) Error() string {
	return fmt.Sprintf("the server at %s answers %d: %s", e.Host, e.Code, meaning(e.Code))
}

func meaning(code int) string {
	switch code {
	case http.StatusUnauthorized:
		return "it wants a name and password"
	case http.StatusPaymentRequired:
		return "it wants to be paid"
	case http.StatusForbidden:
		return "it does not let this program in; the browser may be let in"
	case http.StatusNotFound:
		return "there is no such page"
	case http.StatusGone:
		return "the page is gone for good"
	case http.StatusTooManyRequests:
		return "it was asked too often; try again later"
	case http.StatusUnavailableForLegalReasons:
		return "it may not show this page, for legal reasons"
	case http.StatusServiceUnavailable:
		return "it is too busy; try again later"
	}
	switch {
	case code >= 500:
		return "something is wrong there; try again later"
	case code >= 400:
		return "it refuses the request"
	}
	return "it sends no page"
}

// failure is any error of Get: it names the address, without its password, and
// is fit to be shown.
type failure struct {
	address string
	err     error
}

func (f *failure) Error() string {
	return feed.Shorten(feed.WashLine("fetch "+f.address+": "+f.err.Error()), 600)
}

func (f *failure) Unwrap() error { return f.err }

// shown is an address as it may be shown: without a name and password.
func shown(address string) string {
	address = strings.TrimSpace(address)
	if u, err := url.Parse(address); err == nil {
		u.User = nil
		return feed.Shorten(feed.WashLine(u.String()), 300)
	}
	// What cannot be parsed may still hold a password before an "@".
	scheme, rest, ok := strings.Cut(address, "//")
	if !ok {
		scheme, rest = "", address
	} else {
		scheme += "//"
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	return feed.Shorten(feed.WashLine(scheme+rest), 300)
}

// plain says in words why nothing came, or no more.
func plain(ctx context.Context, u *url.URL, err error) error {
	host := feed.Host(u.String())
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var dns *net.DNSError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	switch {
	case errors.Is(err, errPrivate):
		return errPrivate
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("there is no host called %s", host)
	case errors.As(err, &dns):
		return fmt.Errorf("the address of %s cannot be looked up; is there a connection to the Internet?", host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("nobody answers at %s: connection refused", host)
	case errors.As(err, &unknown), errors.As(err, &name), errors.As(err, &invalid):
		return fmt.Errorf("%s cannot prove that it is %s: %w", host, host, err)
	case errors.As(err, &record):
		return fmt.Errorf("%s does not speak https there", host)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return fmt.Errorf("%s hung up: %w", host, io.ErrUnexpectedEOF)
	case isTimeout(err):
		return fmt.Errorf("%s did not answer in time", host)
	}
	return err
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}
