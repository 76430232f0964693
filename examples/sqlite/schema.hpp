// The tables of a file, and whether a file is one of ours and whole.
#pragma once

#include "connection.hpp"

namespace sqlite {

/// Makes the tables of a new file. A file of another program, or of a later version of this one, is
/// refused before anything is written to it. Waits `busy` for others that make it too.
void make_tables(Connection& db, haggle::Duration busy);

/// Reads the whole file and refuses it where it is damaged.
/// Cost: a second for some hundred megabytes.
void check_whole(Connection& db);

}  // namespace sqlite
