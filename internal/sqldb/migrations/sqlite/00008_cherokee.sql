-- +goose Up
-- Cherokee folds to its upper case. It was stored in lower case where it had been
-- upper, and the other way round.
UPDATE customers SET name_folded =
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name_folded
    , 'ꭰ', 'Ꭰ'), 'ꭱ', 'Ꭱ'), 'ꭲ', 'Ꭲ'), 'ꭳ', 'Ꭳ'), 'ꭴ', 'Ꭴ'), 'ꭵ', 'Ꭵ')
    , 'ꭶ', 'Ꭶ'), 'ꭷ', 'Ꭷ'), 'ꭸ', 'Ꭸ'), 'ꭹ', 'Ꭹ'), 'ꭺ', 'Ꭺ'), 'ꭻ', 'Ꭻ')
    , 'ꭼ', 'Ꭼ'), 'ꭽ', 'Ꭽ'), 'ꭾ', 'Ꭾ'), 'ꭿ', 'Ꭿ'), 'ꮀ', 'Ꮀ'), 'ꮁ', 'Ꮁ')
    , 'ꮂ', 'Ꮂ'), 'ꮃ', 'Ꮃ'), 'ꮄ', 'Ꮄ'), 'ꮅ', 'Ꮅ'), 'ꮆ', 'Ꮆ'), 'ꮇ', 'Ꮇ')
    , 'ꮈ', 'Ꮈ'), 'ꮉ', 'Ꮉ'), 'ꮊ', 'Ꮊ'), 'ꮋ', 'Ꮋ'), 'ꮌ', 'Ꮌ'), 'ꮍ', 'Ꮍ')
    , 'ꮎ', 'Ꮎ'), 'ꮏ', 'Ꮏ'), 'ꮐ', 'Ꮐ'), 'ꮑ', 'Ꮑ'), 'ꮒ', 'Ꮒ'), 'ꮓ', 'Ꮓ')
    , 'ꮔ', 'Ꮔ'), 'ꮕ', 'Ꮕ'), 'ꮖ', 'Ꮖ'), 'ꮗ', 'Ꮗ'), 'ꮘ', 'Ꮘ'), 'ꮙ', 'Ꮙ')
    , 'ꮚ', 'Ꮚ'), 'ꮛ', 'Ꮛ'), 'ꮜ', 'Ꮜ'), 'ꮝ', 'Ꮝ'), 'ꮞ', 'Ꮞ'), 'ꮟ', 'Ꮟ')
    , 'ꮠ', 'Ꮠ'), 'ꮡ', 'Ꮡ'), 'ꮢ', 'Ꮢ'), 'ꮣ', 'Ꮣ'), 'ꮤ', 'Ꮤ'), 'ꮥ', 'Ꮥ')
    , 'ꮦ', 'Ꮦ'), 'ꮧ', 'Ꮧ'), 'ꮨ', 'Ꮨ'), 'ꮩ', 'Ꮩ'), 'ꮪ', 'Ꮪ'), 'ꮫ', 'Ꮫ')
    , 'ꮬ', 'Ꮬ'), 'ꮭ', 'Ꮭ'), 'ꮮ', 'Ꮮ'), 'ꮯ', 'Ꮯ'), 'ꮰ', 'Ꮰ'), 'ꮱ', 'Ꮱ')
    , 'ꮲ', 'Ꮲ'), 'ꮳ', 'Ꮳ'), 'ꮴ', 'Ꮴ'), 'ꮵ', 'Ꮵ'), 'ꮶ', 'Ꮶ'), 'ꮷ', 'Ꮷ')
    , 'ꮸ', 'Ꮸ'), 'ꮹ', 'Ꮹ'), 'ꮺ', 'Ꮺ'), 'ꮻ', 'Ꮻ'), 'ꮼ', 'Ꮼ'), 'ꮽ', 'Ꮽ')
    , 'ꮾ', 'Ꮾ'), 'ꮿ', 'Ꮿ'), 'ᏸ', 'Ᏸ'), 'ᏹ', 'Ᏹ'), 'ᏺ', 'Ᏺ'), 'ᏻ', 'Ᏻ')
    , 'ᏼ', 'Ᏼ'), 'ᏽ', 'Ᏽ')
WHERE name_folded GLOB '*[ꭰ-ꮿᏸ-ᏽ]*';

-- +goose Down
SELECT 1;
