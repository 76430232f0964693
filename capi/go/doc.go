// Package haggle decides prices for marketplace sellers: our listing, everybody's offers and a
// policy go in, one exact price with its reasons comes out. It stands on the C library
// libhaggle.so.1, which pkg-config finds as "haggle".
//
// Amounts are whole minor units of the listing's currency: USD 12.34 is 1234. Rates are parts per
// million: 15.3 % is 153000. Times are Instant, milliseconds since 1970 UTC; what is asked for as
// "now" is a time.Time, whose zone is the seller's.
//
// What is wrong comes as an *Error with a code, a path and an English sentence; errors.Is finds the
// code:
//
//	if errors.Is(err, haggle.ErrFloorRequired) { ... }
//
// An Index finds the sold items that are most similar to an embedding, and values an item by them;
// see Index.Search and Index.Value.
//
// A Policy, a Catalogue, a Reader, an Index and all else that has a Close hold memory of the C
// library. There are no finalizers: Close gives it back, at a time that the program chooses; what is called on them later returns
// ErrBadArgument. A Policy may be used by any number of goroutines at once, and so may a Catalogue
// that nobody writes to; a Reader is for one at a time.
//
// The structs have the layout of the C library's, so that calling it copies nothing. They hold no
// pointers and may be compared, stored and used as keys.
package haggle
