// What the views show of a study: read once, then immutable.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "tradewind/planner/standing.h"
#include "workspace/candidate_store.h"

namespace tradewind::gui {

// One evaluated topology as a point of latency and cost.
struct PointRow {
  QString id;
  double latency_ms = 0, ci95_ms = 0;  // the objective's percentile; half-width of its 95 % interval
  double monthly_usd = 0;
  int regions = 0, replicas = 0, gpus = 0;
  double slo_attainment = 0, availability = 0;
  std::optional<double> third = {};  // on the world's third axis
  bool slo_met = false, on_front = false, knee = false, third_best = false;
  bool simulated = true;  // false: what the placement model expects
};

// A topology that is tried out under other conditions than the study's: shown beside its points, and kept nowhere.
struct Trial {
  std::shared_ptr<const World> world;  // of the conditions; the same places as the study's
  std::shared_ptr<const Candidate> candidate;
  PointRow row;
};

struct StudyData {
  Q_DECLARE_TR_FUNCTIONS(StudyData)

 public:
  std::filesystem::path file;
  std::shared_ptr<const World> world;
  std::vector<PointRow> points;
  std::vector<Standing> standings;        // in the order of the points
  std::shared_ptr<CandidateStore> store;  // of the topologies behind the points; nullptr without a study
  std::size_t verified = 0;               // of the study, when it was read
  std::optional<Trial> trial = {};        // the last one of the points
  std::size_t unread = 0;                 // candidates of the file that are not among the points yet
  bool finished = false;
  QString version;  // program that wrote it
  std::string scenario_text, scenario_file_name;

  bool is_trial(int point) const { return trial && point + 1 == static_cast<int>(points.size()); }
  int index_of(const QString& id) const;  // -1: not there
  int knee() const;                       // -1: no front yet
  std::vector<int> front() const;         // indices, ascending latency
  // What a point of the front is known for, in the language of the window: "fastest", "recommended, cheapest"; or nothing.
  QString role_of(int point) const;
  // What stands behind a point; nullptr for -1 and where there is no study. Throws what CandidateReader::read throws.
  std::shared_ptr<const Candidate> candidate(int point) const;
  // Whether candidate() has nothing to read.
  bool is_at_hand(int point) const;
  // Reads these points, the recommended one and the ends of the front, for those who must not wait when they show the study. Throws what candidate()
  // throws.
  void read_ahead(const QStringList& ids = {}) const;
};

PointRow point_row(const World& world, const Candidate& candidate);

// The study with the trial as its last point.
std::shared_ptr<const StudyData> with_trial(const StudyData& study, const Trial& trial);

// What the open study holds now. `before`: what it held when it was read last, so that only new points are looked at; or nullptr. `most`: of them, so
// that a large study can be shown while it is read. Reads with all cores.
std::shared_ptr<const StudyData> study_data(const std::shared_ptr<const Study>& study, const StudyData* before = nullptr,
                                            std::size_t most = CandidateReader::all);

// Whether the file starts like a study (an SQLite database), not like a scenario.
bool looks_like_study(const std::filesystem::path& file);

}  // namespace tradewind::gui
