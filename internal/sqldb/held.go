package sqldb

import (
	"fmt"
	"maps"
)

// heldRows has the rows that functions of a pipeline hold. The functions share a
// transaction, so its row locks do not isolate them: a function that reads a row and
// then its children could see half of what another function writes to both. So a
// function waits for a row until the function that holds it has returned.
type heldRows struct {
	by      map[string]*pipelinedSession
	waiting []*statement // in the order in which they came
}

// mustWait reports whether a statement has to wait, because another function holds
// its row.
func (h *heldRows) mustWait(s *statement) bool {
	if s.holder == nil {
		return false
	}
	row := s.text + fmt.Sprintf("%q", s.args)
	if by := h.by[row]; by != nil && by != s.holder {
		h.waiting = append(h.waiting, s)
		return true
	}
	if h.by == nil {
		h.by = map[string]*pipelinedSession{}
	}
	h.by[row] = s.holder
	return false
}

// release releases the rows of a function, and returns the statements that no longer
// have to wait.
func (h *heldRows) release(function *pipelinedSession) (free []*statement) {
	if function == nil || len(h.by) == 0 {
		return nil
	}
	maps.DeleteFunc(h.by, func(_ string, by *pipelinedSession) bool { return by == function })
	waiting := h.waiting
	h.waiting = nil
	for _, s := range waiting {
		if !h.mustWait(s) {
			free = append(free, s)
		}
	}
	return free
}

// giveUp returns all waiting statements. It is for the time when every function
// waits: functions that hold several rows may wait for each other.
func (h *heldRows) giveUp() []*statement {
	waiting := h.waiting
	h.waiting = nil
	return waiting
}
