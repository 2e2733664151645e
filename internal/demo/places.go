package demo

import "math"

// place is a city with a postal code. The coordinates serve the distances of loads.
type place struct {
	city, state, postalCode, country string
	latitude, longitude              float64
}

var places = []place{
	{"Chicago", "IL", "60609", "US", 41.81, -87.66},
	{"Dallas", "TX", "75207", "US", 32.79, -96.82},
	{"Houston", "TX", "77029", "US", 29.76, -95.26},
	{"Atlanta", "GA", "30336", "US", 33.74, -84.57},
	{"Los Angeles", "CA", "90058", "US", 34.00, -118.22},
	{"Stockton", "CA", "95206", "US", 37.91, -121.40},
	{"Kent", "WA", "98032", "US", 47.39, -122.26},
	{"Denver", "CO", "80216", "US", 39.79, -104.96},
	{"Phoenix", "AZ", "85043", "US", 33.43, -112.20},
	{"Kansas City", "MO", "64120", "US", 39.13, -94.52},
	{"Memphis", "TN", "38118", "US", 35.04, -89.93},
	{"Indianapolis", "IN", "46241", "US", 39.73, -86.28},
	{"Columbus", "OH", "43217", "US", 39.82, -82.93},
	{"Detroit", "MI", "48209", "US", 42.31, -83.12},
	{"Harrisburg", "PA", "17109", "US", 40.29, -76.82},
	{"Newark", "NJ", "07114", "US", 40.70, -74.17},
	{"Baltimore", "MD", "21224", "US", 39.28, -76.54},
	{"Charlotte", "NC", "28208", "US", 35.23, -80.91},
	{"Jacksonville", "FL", "32254", "US", 30.34, -81.73},
	{"Miami", "FL", "33178", "US", 25.84, -80.42},
	{"Nashville", "TN", "37210", "US", 36.15, -86.73},
	{"St. Louis", "MO", "63147", "US", 38.69, -90.22},
	{"Minneapolis", "MN", "55413", "US", 45.00, -93.24},
	{"Omaha", "NE", "68117", "US", 41.21, -96.00},
	{"Salt Lake City", "UT", "84104", "US", 40.75, -111.98},
	{"Portland", "OR", "97210", "US", 45.55, -122.74},
	{"Fresno", "CA", "93725", "US", 36.63, -119.73},
	{"El Paso", "TX", "79907", "US", 31.71, -106.33},
	{"Laredo", "TX", "78045", "US", 27.83, -99.68},
	{"New Orleans", "LA", "70123", "US", 29.95, -90.21},
	{"Boston", "MA", "02128", "US", 42.36, -71.01},
	{"Buffalo", "NY", "14206", "US", 42.88, -78.81},
	{"Mississauga", "ON", "L5T", "CA", 43.67, -79.62},
	{"Montreal", "QC", "H4S", "CA", 45.49, -73.74},
	{"Calgary", "AB", "T2C", "CA", 50.99, -113.96},
	{"Winnipeg", "MB", "R2R", "CA", 49.94, -97.22},
}

// miles returns about the length of the road between two places.
func miles(a, b place) float64 {
	const perDegree, detour = 69.1, 1.2
	dy := a.latitude - b.latitude
	dx := (a.longitude - b.longitude) * math.Cos((a.latitude+b.latitude)/2*math.Pi/180)
	return math.Round(math.Hypot(dx, dy)*perDegree*detour) + 5
}
