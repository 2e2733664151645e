-- +goose Up
-- While there is a row in here, the database is an unfinished copy of another.
-- Each is a step that is left: something to be made again that would have made
-- copying slow. Step 0, which has no statement, is the proof that all is there.
CREATE TABLE unfinished_copy (
    step      INTEGER PRIMARY KEY,
    what      TEXT COLLATE "C" NOT NULL,
    statement TEXT COLLATE "C" NOT NULL
);

-- +goose Down
DROP TABLE unfinished_copy;
