// What the views show of a study: read once, then immutable.
#pragma once

#include <QString>
#include <filesystem>
#include <memory>
#include <vector>

#include "tradewind/planner/study.h"

namespace tradewind::gui {

// One evaluated topology as a point of latency and cost.
struct PointRow {
  QString id;
  double latency_ms = 0, ci95_ms = 0;  // the objective's percentile; half-width of its 95 % interval
  double monthly_usd = 0;
  int regions = 0, replicas = 0, gpus = 0;
  double slo_attainment = 0, availability = 0;
  bool slo_met = false, on_front = false, knee = false, earns_most = false;
};

struct StudyData {
  std::filesystem::path file;
  std::shared_ptr<const World> world;
  std::vector<PointRow> points;
  std::vector<std::shared_ptr<const Candidate>> candidates;  // in the order of the points
  bool finished = false;
  QString version;  // program that wrote it
  std::string scenario_text, scenario_file_name;

  int index_of(const QString& id) const;  // -1: not there
  int knee() const;                       // -1: no front yet
  std::vector<int> front() const;         // indices, ascending latency
};

PointRow point_row(const World& world, const Candidate& candidate);

// What the open study holds now.
std::shared_ptr<const StudyData> study_data(const std::shared_ptr<const Study>& study);
// Throws InvalidInput.
std::shared_ptr<const StudyData> read_study(const std::filesystem::path& file);

// Whether the file starts like a study (an SQLite database), not like a scenario.
bool looks_like_study(const std::filesystem::path& file);

}  // namespace tradewind::gui
