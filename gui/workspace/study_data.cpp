#include "workspace/study_data.h"

#include <algorithm>
#include <exception>
#include <fstream>
#include <thread>

#include "text/third_axis.h"

namespace tradewind::gui {
namespace {

constexpr std::size_t least_a_thread = 50;  // candidates; fewer are not worth another thread

void mark(StudyData& data) {
  mark_front(data.standings);
  for (std::size_t i = 0; i < data.points.size(); ++i) {
    data.points[i].on_front = data.standings[i].on_front;
    data.points[i].knee = data.standings[i].knee;
    data.points[i].third_best = data.standings[i].third_best;
  }
}

struct Read {
  PointRow row;
  Standing standing;
};

// Reads the next points, each thread a stretch of them with a connection of its own.
void read_points(const Study& study, std::size_t count, StudyData& data) {
  if (count == 0) return;
  const std::size_t known = data.points.size(),
                    threads = std::clamp<std::size_t>(count / least_a_thread, 1, std::max(1u, std::thread::hardware_concurrency()));
  std::vector<Read> read(count);
  std::exception_ptr failure;
#pragma omp parallel for num_threads(static_cast <int>(threads)) schedule(static, 1)
  for (std::size_t t = 0; t < threads; ++t) {
    try {
      const std::size_t from = count * t / threads, to = count * (t + 1) / threads;
      Read* next = read.data() + from;
      CandidateReader(study).visit(
          [&](const Candidate& candidate) {
            *next++ = {point_row(*data.world, candidate), standing_of(*data.world, candidate)};
          },
          known + from, to - from);
    } catch (...) {
#pragma omp critical(tradewind_read_points)
      failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
  for (Read& each : read) {
    data.points.push_back(std::move(each.row));
    data.standings.push_back(each.standing);
  }
}

}  // namespace

int StudyData::index_of(const QString& id) const {
  const auto found = std::ranges::find(points, id, &PointRow::id);
  return found == points.end() ? -1 : static_cast<int>(found - points.begin());
}

int StudyData::knee() const {
  const auto found = std::ranges::find(points, true, &PointRow::knee);
  return found == points.end() ? -1 : static_cast<int>(found - points.begin());
}

std::vector<int> StudyData::front() const {
  std::vector<int> indices;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].on_front) indices.push_back(static_cast<int>(i));
  std::ranges::sort(indices, {}, [this](int i) { return points[static_cast<std::size_t>(i)].latency_ms; });
  return indices;
}

QString StudyData::role_of(int point) const {
  if (point < 0 || !points[static_cast<std::size_t>(point)].on_front) return {};
  const PointRow& row = points[static_cast<std::size_t>(point)];
  const auto beats = [this, &row](double PointRow::*value) {
    return std::ranges::none_of(points, [&row, value](const PointRow& other) { return other.on_front && other.*value < row.*value; });
  };
  QStringList roles;
  if (beats(&PointRow::latency_ms)) roles << tr("fastest");
  if (row.knee) roles << tr("recommended");
  if (beats(&PointRow::monthly_usd)) roles << tr("cheapest");
  if (row.third_best) roles << ThirdAxisText::best(world->third_axis);
  return roles.join(", ");
}

std::shared_ptr<const Candidate> StudyData::candidate(int point) const {
  if (is_trial(point)) return trial->candidate;
  if (store == nullptr || point < 0 || point >= static_cast<int>(points.size())) return nullptr;
  return store->get(points[static_cast<std::size_t>(point)].id.toStdString());
}

bool StudyData::is_at_hand(int point) const {
  if (is_trial(point) || store == nullptr || point < 0 || point >= static_cast<int>(points.size())) return true;
  return store->at_hand(points[static_cast<std::size_t>(point)].id.toStdString()) != nullptr;
}

void StudyData::read_ahead(const QStringList& ids) const {
  for (const QString& id : ids) (void)candidate(index_of(id));
  if (const std::vector<int> front = this->front(); !front.empty())
    for (const int point : {front.front(), front.back(), knee()}) (void)candidate(point);
}

PointRow point_row(const World& world, const Candidate& candidate) {
  PointRow row;
  row.id = QString::fromStdString(candidate.id);
  row.latency_ms = candidate.latency_ms();
  row.ci95_ms = candidate.outcome.latency.perceived_at_objective_ci95_ms;
  row.monthly_usd = candidate.monthly_usd();
  row.regions = static_cast<int>(open_regions(world, candidate.topology).size());
  for (const Pool& pool : candidate.topology.pools) {
    row.replicas += pool.replicas;
    row.gpus += instances(world, pool) * world.offers[pool.offer].gpu_count;
  }
  row.slo_attainment = candidate.outcome.slo_attainment;
  row.availability = candidate.outcome.availability;
  row.third = candidate.third;
  row.slo_met = std::ranges::all_of(candidate.outcome.workloads, &WorkloadOutcome::slo_met);
  return row;
}

std::shared_ptr<const StudyData> with_trial(const StudyData& study, const Trial& trial) {
  auto data = std::make_shared<StudyData>(study);
  data->points.push_back(trial.row);
  data->trial = trial;
  return data;
}

std::shared_ptr<const StudyData> study_data(const std::shared_ptr<const Study>& study, const StudyData* before, std::size_t most) {
  auto data = std::make_shared<StudyData>();
  data->file = study->file();
  data->world = {study, &study->world()};
  data->finished = study->finished();
  data->version = QString::fromStdString(study->version());
  data->scenario_text = study->scenario_text();
  data->scenario_file_name = study->scenario_file_name();
  const CandidateReader reader(*study);
  data->verified = reader.verified();
  const bool goes_on = before != nullptr && before->store != nullptr && before->store->study() == study && before->verified == data->verified;
  if (goes_on) {
    data->store = before->store;
    data->points = before->points;
    data->standings = before->standings;
  } else {
    data->store = std::make_shared<CandidateStore>(study);
  }
  // Another process may add more meanwhile.
  const std::size_t there = reader.count(), known = data->points.size(), fresh = std::min(there - std::min(there, known), most);
  read_points(*study, fresh, *data);
  data->unread = there - known - fresh;
  mark(*data);
  return data;
}

bool looks_like_study(const std::filesystem::path& file) {
  static constexpr std::string_view magic = "SQLite format 3";
  char begin[magic.size()] = {};
  std::ifstream stream(file, std::ios::binary);
  stream.read(begin, sizeof begin);
  return stream && std::string_view(begin, sizeof begin) == magic;
}

}  // namespace tradewind::gui
