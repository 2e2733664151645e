package webhook

import (
	"net/netip"
	"slices"
)

// special are the networks of the special-purpose registries of IANA, of multicast, and of
// addresses that are reserved:
//
//   - https://www.iana.org/assignments/iana-ipv4-special-registry
//   - https://www.iana.org/assignments/iana-ipv6-special-registry
//
// The predicates of net/netip know only some of these networks. The networks that the
// registries call globally reachable are in the list too: no receiver is in them.
var special = prefixes(
	"0.0.0.0/8",       // this network
	"10.0.0.0/8",      // private
	"100.64.0.0/10",   // shared by carriers; some clouds have their metadata here
	"127.0.0.0/8",     // loopback
	"169.254.0.0/16",  // link-local; most clouds have their metadata here
	"172.16.0.0/12",   // private
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"192.31.196.0/24", // AS112
	"192.52.193.0/24", // AMT
	"192.88.99.0/24",  // relays of 6to4
	"192.168.0.0/16",  // private
	"192.175.48.0/24", // AS112
	"198.18.0.0/15",   // benchmarks
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"224.0.0.0/4",     // multicast
	"240.0.0.0/4",     // reserved, and broadcast

	"2001::/23",         // protocol assignments, with Teredo
	"2001:db8::/32",     // documentation
	"2002::/16",         // 6to4, which contains an address of IPv4
	"2620:4f:8000::/48", // AS112
	"3fff::/20",         // documentation
)

// globalIPv6 has all unicast addresses that are assigned. Outside of it are loopback,
// private, link-local and multicast addresses, and the addresses that translate to IPv4.
var globalIPv6 = netip.MustParsePrefix("2000::/3")

func prefixes(texts ...string) (all []netip.Prefix) {
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}

// isPublic reports whether an address belongs to a host on the internet.
func isPublic(address netip.Addr) bool {
	address = address.Unmap()
	if address.Is6() && (address.Zone() != "" || !globalIPv6.Contains(address)) {
		return false
	}
	return address.IsValid() && !contains(special, address)
}

func contains(networks []netip.Prefix, address netip.Addr) bool {
	address = address.Unmap()
	return slices.ContainsFunc(networks, func(network netip.Prefix) bool { return network.Contains(address) })
}
