// Package spelling compares words that were probably misspelled.
package spelling

// Longest is the number of bytes of the longest word that is compared. The time grows with
// the product of the lengths, and clients send words of any length.
const Longest = 64

// Distance is the number of bytes to add, remove, replace, or swap with the next, to turn
// a word into another (optimal string alignment). A word of more than Longest bytes is not
// compared: it is as far from another word as two words can be.
func Distance(word, other string) int {
	if max(len(word), len(other)) > Longest {
		return max(len(word), len(other))
	}
	var before []int // the row before last
	last := make([]int, len(other)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(word) {
		row := make([]int, len(other)+1)
		row[0] = i + 1
		for j := range len(other) {
			replaced := last[j]
			if word[i] != other[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && word[i] == other[j-1] && word[i-1] == other[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(other)]
}
