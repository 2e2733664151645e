package mail

import (
	"embed"
	"maps"
	"slices"
	"strings"
)

//go:embed shipped
var shippedFiles embed.FS

// shipped are the templates that every organization has, by name. The first line of the text
// file is the subject.
var shipped = map[string]*Template{
	"load_booked":    readShipped("load_booked", roleCustomer),
	"load_delivered": readShipped("load_delivered", roleCustomer),
	"call_customer":  readShipped("call_customer", roleDispatcher),
	contactTemplate:  readShipped(contactTemplate, roleCustomer, roleContacts),
}

// Shipped returns the names of the shipped templates.
func Shipped() []string { return slices.Sorted(maps.Keys(shipped)) }

func readShipped(name string, to ...string) *Template {
	read := func(suffix string) string {
		text, err := shippedFiles.ReadFile("shipped/" + name + suffix)
		if err != nil {
			panic(err) // the files are part of the program
		}
		return string(text)
	}
	subject, text, _ := strings.Cut(read(".txt"), "\n")
	return &Template{Name: name, To: to, Subject: subject, Text: text, HTML: read(".html"), IsShipped: true}
}
