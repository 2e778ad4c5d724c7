// The tables of a study file, by version: made new, or brought forward from an older one.
#pragma once

#include "study/sqlite.h"

namespace tradewind::study {

inline constexpr std::int64_t application_id = 0x54574e44;  // "TWND", in the header of the file
inline constexpr std::int64_t schema_version = 3;           // PRAGMA user_version
inline constexpr std::int64_t oldest_version = 2;           // that can still be brought forward

// In an empty database. To be called inside a transaction.
void create_schema(sqlite::Database& database);

// Brings a study from oldest_version or later to schema_version, all or nothing; does nothing to one that is there already. Two processes may do so
// at once.
void migrate(sqlite::Database& database);

}  // namespace tradewind::study
