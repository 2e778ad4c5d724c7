#include "tradewind/planner/study.h"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "study/front.h"
#include "study/sqlite.h"
#include "tradewind/planner/net_benefit.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

constexpr std::int64_t application_id = 0x54574e44;  // "TWND", in the header of the file
constexpr std::int64_t schema_version = 2;

constexpr const char* schema = R"(
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE candidates (number INTEGER PRIMARY KEY, topology TEXT NOT NULL, outcome TEXT NOT NULL, bill TEXT NOT NULL,
                           promised_latency_ms REAL NOT NULL, promised_monthly_usd REAL NOT NULL, gap REAL NOT NULL);
  CREATE TABLE blobs (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)";

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& found, const std::string& expected, const std::string& proposal) {
  Problem problem;
  problem.file = file.string();
  problem.found = found;
  problem.expected = expected;
  problem.proposal = proposal;
  throw InvalidInput({problem});
}

constexpr const char* other_file = "name another file with --study";

// Throws InvalidInput unless the open file is a study of this schema.
void check_header(sqlite::Database& database, const std::filesystem::path& file) {
  if (database.number("PRAGMA application_id") != application_id) refuse(file, "an SQLite database of another program", "a study", other_file);
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version != schema_version)
    refuse(file, fmt::format("a study of format {}", version), fmt::format("format {}", schema_version), "plan again into a new file");
}

void set_meta(sqlite::Database& database, const std::string& key, const std::string& value) {
  sqlite::Statement(database, "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .bind(1, key)
      .bind(2, value)
      .step();
}

std::string get_meta(sqlite::Database& database, const std::string& key) {
  sqlite::Statement statement(database, "SELECT value FROM meta WHERE key = ?");
  return statement.bind(1, key).step() ? statement.text(0) : std::string();
}

// An empty database becomes the study of a scenario; a filled one is left as it is.
void initialise(sqlite::Database& database, const std::string& scenario_text, const std::string& scenario_file_name, const World& world) {
  database.execute("PRAGMA journal_mode = WAL");
  sqlite::Transaction transaction(database);
  if (database.number("SELECT count(*) FROM sqlite_master") == 0 && database.number("PRAGMA application_id") == 0) {
    database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, schema_version).c_str());
    database.execute(schema);
    set_meta(database, "scenario_text", scenario_text);
    set_meta(database, "scenario_file_name", scenario_file_name);
    set_meta(database, "version", tradewind::version());
    set_meta(database, "catalogue_version", world.catalogue_version);
  }
  transaction.commit();
}

World world_of(const std::string& text, const std::string& file_name) {
  LoadedScenario loaded = load_scenario_text(text, file_name);
  if (has_errors(loaded.problems)) throw InvalidInput(loaded.problems);
  return std::move(loaded.world);
}

// Those on the front, ascending latency.
std::vector<Candidate> front_of(std::vector<Candidate> candidates) {
  std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.on_front; });
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.latency_ms() < b.latency_ms(); });
  return candidates;
}

}  // namespace

struct Study::Store {
  std::filesystem::path file;
  sqlite::Database database;
  World world;
};

Study Study::create_or_open(const std::filesystem::path& file, const std::string& scenario_text, const std::string& scenario_file_name) {
  World world = world_of(scenario_text, scenario_file_name);
  try {
    sqlite::Database database(file, sqlite::Database::Mode::create);
    initialise(database, scenario_text, scenario_file_name, world);
    check_header(database, file);
    if (get_meta(database, "scenario_text") != scenario_text)
      refuse(file, fmt::format("a study of another scenario, '{}'", get_meta(database, "scenario_file_name")),
             fmt::format("a new file or a study of exactly this text of '{}'", scenario_file_name), other_file);
    if (get_meta(database, "catalogue_version") != world.catalogue_version)
      refuse(file, fmt::format("a study made with the catalogue of {}", get_meta(database, "catalogue_version")),
             fmt::format("one made with the catalogue of {}", world.catalogue_version), other_file);
    return Study(std::make_unique<Store>(Store{file, std::move(database), std::move(world)}));
  } catch (const sqlite::Error& error) {
    refuse(file, fmt::format("a file that cannot be used as a study ({})", error.what()), "a study, or a path where a new one can be written",
           other_file);
  }
}

Study Study::open(const std::filesystem::path& file) {
  try {
    sqlite::Database database(file, sqlite::Database::Mode::open_existing);
    check_header(database, file);
    World world = world_of(get_meta(database, "scenario_text"), get_meta(database, "scenario_file_name"));
    return Study(std::make_unique<Store>(Store{file, std::move(database), std::move(world)}));
  } catch (const sqlite::Error& error) {
    refuse(file, fmt::format("a file that cannot be read as a study ({})", error.what()), "a study, as `tradewind plan` writes it", "");
  }
}

Study::Study(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Study::Study(Study&&) noexcept = default;
Study& Study::operator=(Study&&) noexcept = default;
Study::~Study() = default;

const World& Study::world() const { return store_->world; }
std::string Study::scenario_text() const { return get_meta(store_->database, "scenario_text"); }
std::string Study::version() const { return get_meta(store_->database, "version"); }
bool Study::finished() const { return !get_meta(store_->database, "finished").empty(); }
void Study::finish() { set_meta(store_->database, "finished", "yes"); }

std::vector<Candidate> Study::candidates() const {
  std::vector<Candidate> all;
  sqlite::Statement statement(
      store_->database, "SELECT number, topology, outcome, bill, promised_latency_ms, promised_monthly_usd, gap FROM candidates ORDER BY number");
  while (statement.step()) {
    Candidate candidate;
    candidate.id = fmt::format("t{}", statement.integer(0));
    candidate.topology = load_topology_text(store_->world, statement.text(1), store_->file.string());
    candidate.outcome = outcome_from_json(statement.text(2));
    candidate.bill = bill_from_json(statement.text(3));
    candidate.promised_latency_ms = statement.real(4);
    candidate.promised_monthly_usd = statement.real(5);
    candidate.gap = statement.real(6);
    candidate.benefit = net_benefit(store_->world, candidate.outcome, candidate.bill);
    all.push_back(std::move(candidate));
  }
  study::mark_front(store_->world, all);
  return all;
}

Candidate Study::add(Candidate candidate) {
  const sqlite::Database& database = store_->database;
  sqlite::Statement(database,
                    "INSERT INTO candidates (topology, outcome, bill, promised_latency_ms, promised_monthly_usd, gap) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(1, to_json(store_->world, candidate.topology))
      .bind(2, to_json(candidate.outcome))
      .bind(3, to_json(candidate.bill))
      .bind(4, candidate.promised_latency_ms)
      .bind(5, candidate.promised_monthly_usd)
      .bind(6, candidate.gap)
      .step();
  candidate.id = fmt::format("t{}", sqlite3_last_insert_rowid(database.handle()));
  candidate.benefit = net_benefit(store_->world, candidate.outcome, candidate.bill);
  return candidate;
}

std::vector<Candidate> Study::front() const { return front_of(candidates()); }

Candidate Study::find(const std::string& pick) const {
  const std::vector<Candidate> all = candidates(), points = front_of(all);
  if (!points.empty()) {
    if (pick == "fastest") return points.front();
    if (pick == "cheapest") return *std::ranges::min_element(points, {}, &Candidate::monthly_usd);
  }
  std::string known;
  bool earns = false;
  for (const Candidate& candidate : all) {
    if (candidate.id == pick || (pick == "knee" && candidate.knee) || (pick == "earns-most" && candidate.earns_most)) return candidate;
    earns |= candidate.earns_most;
    known += candidate.id + ", ";
  }
  if (all.empty()) throw std::invalid_argument("the study has no topology yet; run `tradewind plan` first");
  const char* names = points.empty() ? "and no front"
                      : earns        ? "and the names knee, cheapest, fastest, earns-most"
                                     : "and the names knee, cheapest, fastest";
  throw std::invalid_argument(fmt::format("the study has no topology '{}'; it has {}{}", pick, known, names));
}

std::string Study::picked() const {
  for (const Candidate& candidate : candidates())
    if (candidate.knee) return candidate.id;
  return {};
}

std::optional<std::string> Study::load(const std::string& key) const {
  sqlite::Statement statement(store_->database, "SELECT value FROM blobs WHERE key = ?");
  if (!statement.bind(1, key).step()) return std::nullopt;
  return statement.text(0);
}

void Study::save(const std::string& key, const std::string& value) {
  sqlite::Statement(store_->database, "INSERT INTO blobs VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .bind(1, key)
      .bind(2, value)
      .step();
}

}  // namespace tradewind
