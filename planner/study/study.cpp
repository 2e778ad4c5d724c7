#include "tradewind/planner/study.h"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "study/candidate_row.h"
#include "study/derived.h"
#include "study/evaluation.h"
#include "study/front.h"
#include "study/schema.h"
#include "study/store.h"
#include "tradewind/planner/third_axis.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {

using study::get_meta;
using study::set_meta;

namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& found, const std::string& expected, const std::string& proposal) {
  Problem problem;
  problem.file = file.string();
  problem.found = found;
  problem.expected = expected;
  problem.proposal = proposal;
  throw InvalidInput({problem});
}

constexpr const char* other_file = "name another file";

// Brings an older study forward; throws InvalidInput unless the open file is a study that this program can read.
void check_format(sqlite::Database& database, const std::filesystem::path& file) {
  if (database.number("PRAGMA application_id") != study::application_id) refuse(file, "an SQLite database of another program", "a study", other_file);
  const std::int64_t version = database.number("PRAGMA user_version");
  const std::string found = fmt::format("a study of format {}", version);
  if (version > study::schema_version) refuse(file, found, fmt::format("format {} at most", study::schema_version), "take a newer tradewind");
  if (version < study::oldest_version) refuse(file, found, fmt::format("format {} or later", study::oldest_version), "plan again into a new file");
  study::migrate(database);
}

// An empty database becomes the study of a scenario; a filled one is left as it is.
void initialise(sqlite::Database& database, const std::string& scenario_text, const std::string& scenario_file_name, const World& world) {
  database.write_ahead();
  sqlite::Transaction transaction(database);
  if (database.number("SELECT count(*) FROM sqlite_master") == 0 && database.number("PRAGMA application_id") == 0) {
    study::create_schema(database);
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

Study Study::create_or_open(const std::filesystem::path& file, const std::string& scenario_text, const std::string& scenario_file_name) {
  World world = world_of(scenario_text, scenario_file_name);
  try {
    sqlite::Database database(file, sqlite::Database::Mode::create);
    initialise(database, scenario_text, scenario_file_name, world);
    check_format(database, file);
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
    check_format(database, file);
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

Study Study::in_memory(const std::string& scenario_text, const std::string& scenario_file_name) {
  World world = world_of(scenario_text, scenario_file_name);
  sqlite::Database database(":memory:", sqlite::Database::Mode::create);
  initialise(database, scenario_text, scenario_file_name, world);
  return Study(std::make_unique<Store>(Store{{}, std::move(database), std::move(world)}));
}

const World& Study::world() const { return store_->world; }
std::filesystem::path Study::file() const { return store_->file; }
std::string Study::scenario_file_name() const { return get_meta(store_->database, "scenario_file_name"); }
std::string Study::scenario_text() const { return get_meta(store_->database, "scenario_text"); }
std::string Study::version() const { return get_meta(store_->database, "version"); }
bool Study::finished() const { return !get_meta(store_->database, "finished").empty(); }
void Study::finish() { set_meta(store_->database, "finished", "yes"); }

std::vector<Candidate> Study::candidates() const {
  std::vector<Candidate> all;
  sqlite::Statement rows(store_->database, fmt::format("{} ORDER BY number", study::candidate_columns));
  while (rows.step()) all.push_back(study::candidate_of(*this, rows));
  study::mark_front(store_->world, all);
  return all;
}

// The evaluation first: a process that ends between the two has lost nothing.
Candidate Study::add(Candidate candidate) {
  const sqlite::Database& database = store_->database;
  const std::string topology = to_json(store_->world, candidate.topology);
  const std::string evaluation = study::evaluation_key(candidate.bill.price_book, topology);
  keep(evaluation, study::to_text(study::evaluation_of(candidate)));
  sqlite::Statement(database,
                    "INSERT OR IGNORE INTO candidates (topology, evaluation, promised_latency_ms, promised_monthly_usd, gap) VALUES (?, ?, ?, ?, ?)")
      .bind(1, topology)
      .bind(2, evaluation)
      .bind(3, candidate.promised_latency_ms)
      .bind(4, candidate.promised_monthly_usd)
      .bind(5, candidate.gap)
      .step();
  sqlite::Statement number(database, "SELECT number FROM candidates WHERE topology = ?");
  number.bind(1, topology).step();
  candidate.id = fmt::format("t{}", number.integer(0));
  study::derive(store_->world, candidate);
  return candidate;
}

std::vector<Candidate> Study::front() const { return front_of(candidates()); }

Candidate Study::find(const std::string& pick) const {
  const std::vector<Candidate> all = candidates(), points = front_of(all);
  if (!points.empty()) {
    if (pick == "fastest") return points.front();
    if (pick == "cheapest") return *std::ranges::min_element(points, {}, &Candidate::monthly_usd);
  }
  const std::string_view third = words_of(store_->world.third_axis).pick;
  std::string known;
  for (const Candidate& candidate : all) {
    if (candidate.id == pick || (pick == "knee" && candidate.knee) || (candidate.third_best && pick == third)) return candidate;
    known += candidate.id + ", ";
  }
  if (all.empty()) throw std::invalid_argument("the study has no topology yet; run `tradewind plan` first");
  const std::string names =
      points.empty() ? "and no front" : fmt::format("and the names knee, cheapest, fastest{}{}", third.empty() ? "" : ", ", third);
  throw std::invalid_argument(fmt::format("the study has no topology '{}'; it has {}{}", pick, known, names));
}

std::string Study::picked() const {
  for (const Candidate& candidate : candidates())
    if (candidate.knee) return candidate.id;
  return {};
}

std::optional<std::string> Study::load(const std::string& key) const {
  sqlite::Statement statement(store_->database, "SELECT value FROM steps WHERE key = ?");
  if (!statement.bind(1, key).step()) return std::nullopt;
  return statement.text(0);
}

void Study::save(const std::string& key, const std::string& value) {
  sqlite::Statement(store_->database, "INSERT INTO steps VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .bind(1, key)
      .bind(2, value)
      .step();
}

std::string Study::keep(const std::string& key, const std::string& value) {
  sqlite::Statement(store_->database, "INSERT OR IGNORE INTO steps VALUES (?, ?)").bind(1, key).bind(2, value).step();
  return load(key).value_or(value);
}

}  // namespace tradewind
