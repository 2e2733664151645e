package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

var (
	beginnings = []string{"Quil", "Zor", "Bram", "Vex", "Tolu", "Lum", "Drav", "Osk", "Fenn", "Marl", "Hesk", "Jov", "Krel", "Nim", "Pelu", "Sarv"}
	middles    = []string{"a", "e", "i", "o", "u", "an", "el", "or", "in", "um"}
	ends       = []string{"vant", "dell", "mund", "wick", "mere", "brix", "lune", "thor", "quay", "stead", "vik", "zand"}
	trades     = []string{"Foods", "Paper", "Beverages", "Furniture", "Plastics", "Textiles", "Hardware", "Seeds", "Ceramics", "Appliances"}
	fleets     = []string{"Freight", "Haulage", "Transport", "Trucking", "Lines", "Carriers"}
	firstNames = []string{"Avelo", "Brisa", "Corvin", "Dalia", "Edrik", "Fenja", "Galen", "Hesper", "Ivo", "Jorun", "Kesia", "Leoric"}
)

// namer invents names. It gives no name twice.
type namer struct {
	random *rand.Rand
	used   map[string]bool
}

// word returns an invented word.
func (n *namer) word() string {
	for {
		word := pick(n.random, beginnings) + pick(n.random, middles) + pick(n.random, ends)
		if !n.used[word] {
			n.used[word] = true
			return word
		}
	}
}

// person returns a first name and an invented surname.
func (n *namer) person() (first, last string) { return pick(n.random, firstNames), n.word() }

// phone returns a number from 555-0100 to 555-0199, which are reserved for fiction.
func (n *namer) phone() string {
	return fmt.Sprintf("%d-555-01%02d", 201+n.random.IntN(700), n.random.IntN(100))
}

// domain returns a name below .example, which belongs to nobody (RFC 2606).
func domain(word string) string { return strings.ToLower(word) + ".example" }

func pick[T any](random *rand.Rand, from []T) T { return from[random.IntN(len(from))] }
