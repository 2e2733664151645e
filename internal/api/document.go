package api

import "waybill/internal/resource"

type describe resource.Description

func newDocument(version string, resources []Group) []byte { return []byte(`{}`) }

func documentRoutes(document []byte) []route { return nil }
