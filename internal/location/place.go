package location

import (
	"waybill/internal/apierr"
	"waybill/internal/geo"
	"waybill/internal/sqldb"
)

// settle checks the place of a record that a write leaves, and fills the coordinates and
// the state. A write that does not change the place leaves them as they are.
func settle(tx *sqldb.Tx, before, after *Location) ([]apierr.Detail, error) {
	if err := fitState(after); err != nil {
		return []apierr.Detail{{Type: "value_error", Loc: []any{"state"}, Msg: "Value error, " + err.Error()}}, nil
	}
	if before != nil && isSamePlace(before, after) {
		return nil, nil
	}
	if before == nil || !hasSameCoordinates(before, after) {
		after.isGeocoded = false // the client has sent or cleared them
	}
	if !hasPlace(after) {
		return []apierr.Detail{noPlace}, nil
	}
	if err := fillCoordinates(tx, after); err != nil {
		return nil, err
	}
	if after.State == nil && after.Latitude != nil {
		fillState(after)
	}
	if !hasPlace(after) { // the new postal code is unknown, and there is no state
		return []apierr.Detail{noPlace}, nil
	}
	return nil, nil
}

var noPlace = apierr.Detail{Type: "value_error", Msg: "Value error, provide latitude and longitude, or postal_code and state"}

// hasPlace reports whether a record has both coordinates, or none but a postal code and
// a state.
func hasPlace(l *Location) bool {
	if l.Latitude == nil && l.Longitude == nil {
		return l.PostalCode != nil && l.State != nil
	}
	return l.Latitude != nil && l.Longitude != nil
}

func isSamePlace(a, b *Location) bool {
	return hasSameCoordinates(a, b) && isSame(a.PostalCode, b.PostalCode) && isSame(a.State, b.State) && a.Country == b.Country
}

func hasSameCoordinates(a, b *Location) bool {
	return isSame(a.Latitude, b.Latitude) && isSame(a.Longitude, b.Longitude)
}

// isSame compares values that may be null.
func isSame[V comparable](a, b *V) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// fillCoordinates looks the postal code up, unless a client has sent the coordinates. A
// record that loses its postal code keeps its coordinates.
func fillCoordinates(tx *sqldb.Tx, l *Location) error {
	if l.Latitude != nil && !l.isGeocoded || l.PostalCode == nil {
		return nil
	}
	point, found, err := geo.Locate(tx, l.Country, *l.PostalCode)
	if err != nil {
		return err
	}
	l.Latitude, l.Longitude, l.isGeocoded = nil, nil, found
	if found {
		l.Latitude, l.Longitude = &point.Latitude, &point.Longitude
	}
	return nil
}

// fillState sets the state to that of the coordinates, if it is known.
func fillState(l *Location) {
	if state, found := geo.StateNear(l.Country, geo.Point{Latitude: *l.Latitude, Longitude: *l.Longitude}); found {
		l.State = &state
	}
}
