module.exports = [
  {"latitude":41.88526,"longitude":-87.62154,"zipCode":"60601"},
  {"latitude":70.01736,"longitude":-149.829741,"zipCode":"99519"},
  {"latitude":1,"longitude":1,"zipCode":"09007"}
]
