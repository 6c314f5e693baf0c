package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
)

var errPrivate = errors.New("the server sends us into your own network; open that address yourself if you trust it")

// special are the ranges that are not of the public Internet beside those that
// net/netip knows: RFC 6890 and its successors.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("fec0::/10"),
}

// embedding are the ranges of IPv6 addresses that stand for an IPv4 one, and
// at which byte that begins: NAT64 and 6to4.
var embedding = []struct {
	netip.Prefix
	at int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12},
	{netip.MustParsePrefix("2002::/16"), 2},
	{netip.MustParsePrefix("::/96"), 12},
}

// private reports whether an address is not one of the public Internet.
func private(a netip.AddrPort) bool {
	ip := a.Addr().Unmap().WithZone("")
	if !ip.IsValid() || ip.IsPrivate() || ip.IsLoopback() || ip.IsUnspecified() || ip.IsLinkLocalUnicast() || ip.IsMulticast() {
		return true
	}
	if slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(ip) }) {
		return true
	}
	for _, e := range embedding {
		if e.Contains(ip) {
			b := ip.As16()
			return private(netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[e.at:])), a.Port()))
		}
	}
	return false
}

// refusePrivate is asked with the address that a name was found to have, right
// before it is connected to: what the name had a moment ago does not matter.
func (c *Client) refusePrivate(_ context.Context, _, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil || c.o.private(a) {
		return errPrivate
	}
	return nil
}

// refuseNamed refuses the hosts that are known to be private by what they are
// called. It is all that can be done when a proxy looks the name up.
func (c *Client) refuseNamed(u *url.URL) error {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	ip, err := netip.ParseAddr(host)
	switch {
	case err == nil && c.o.private(netip.AddrPortFrom(ip, 0)):
		return errPrivate
	case host == "localhost", strings.HasSuffix(host, ".localhost"), strings.HasSuffix(host, ".local"), strings.HasSuffix(host, ".internal"):
		return errPrivate
	case err != nil && net.ParseIP(host) == nil && !strings.Contains(host, "."):
		return fmt.Errorf("%w (a host without a dot)", errPrivate)
	}
	return nil
}

func (c *Client) proxied(req *http.Request) bool {
	p, err := c.free.Proxy(req)
	return err == nil && p != nil
}
