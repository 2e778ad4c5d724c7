#include "workspace/workspace.h"

#include <atomic>
#include <deque>
#include <tuple>

#include "tradewind/scenarios/files.h"

namespace tradewind::gui {
namespace {

constexpr std::size_t first_read = 200, then_read = 1500;  // candidates at a time
constexpr std::size_t most_former = 3;

}  // namespace

Workspace::Workspace(QObject* parent) : QObject(parent), document_(this), planned_(std::make_shared<StudyData>()), study_(planned_) {
  connect(&document_, &ScenarioDocument::checked, this, &Workspace::take_checked_scenario);
  connect(&document_.undo_stack(), &QUndoStack::cleanChanged, this, &Workspace::title_changed);
  connect(&selecting_, &CandidateFetch::failed, this, &Workspace::failed);
  connect(&pinning_, &CandidateFetch::failed, this, &Workspace::failed);
}

void Workspace::open(const std::filesystem::path& file) {
  delete reading_;
  reading_ = new Job(
      [this, file](Job::Link& link) {
        if (looks_like_study(file)) return read_study(file, link);
        link.post([this, file, text = read_input(file, "a scenario or a study")] {
          scenario_file_ = file;
          start_with(text, file.string());
          Q_EMIT opened();
        });
      },
      this);
  connect(reading_, &Job::failed, this, &Workspace::failed);
}

// A large study shows what is read of it about twice a second; what the window has not come to is left out for what is newer. The former states go
// here, in the thread that reads: to free tens of thousands of points takes a while. So does reading what stands behind a point: what will be looked
// at is read here as well.
void Workspace::read_study(const std::filesystem::path& file, Job::Link& link) {
  const auto study = std::make_shared<const Study>(Study::open(file));
  std::shared_ptr<const StudyData> data = study_data(study, nullptr, first_read);
  data->read_ahead();
  link.post([this, data] {
    document_.reset(data->scenario_text, data->scenario_file_name);
    show(data);
    Q_EMIT title_changed();
  });
  const auto newest = std::make_shared<std::atomic<std::size_t>>(0);
  std::deque<std::shared_ptr<const StudyData>> former;
  while (data->unread > 0 && !link.stop().stop_requested()) {
    former.push_back(data);
    if (former.size() > most_former) former.pop_front();
    data = study_data(study, data.get(), then_read);
    if (data->unread == 0) data->read_ahead();
    link.post([this, data, newest, number = ++*newest] {
      if (number == *newest) show(data);
    });
  }
  link.post([this] { Q_EMIT opened(); });
  // Who walks along the front does not wait.
  for (const int point : data->front())
    if (!link.stop().stop_requested()) (void)data->candidate(point);
}

void Workspace::start_with(const std::string& text, const std::string& name) {
  show(std::make_shared<StudyData>());
  document_.reset(text, name);
  document_.check_now();
  Q_EMIT title_changed();
}

void Workspace::set_scenario_file(const std::filesystem::path& file) {
  scenario_file_ = file;
  Q_EMIT title_changed();
}

QString Workspace::title() const {
  const std::filesystem::path& file = study_->file.empty() ? scenario_file_ : study_->file;
  const QString name = file.empty() ? tr("New scenario") : QString::fromStdString(file.filename().string());
  return name + (document_.is_modified() ? " •" : "");
}

std::shared_ptr<const World> Workspace::shared_world() const { return shows_trial() ? study_->trial->world : study_->world; }

const World& Workspace::world() const {
  static const World empty;
  const World* shown = shows_trial() ? study_->trial->world.get() : study_->world.get();
  return shown != nullptr ? *shown : empty;
}

const World* Workspace::edited_world() const {
  const auto& loaded = document_.loaded();
  return loaded != nullptr && document_.is_checked() && !has_errors(loaded->problems) ? &loaded->world : nullptr;
}

bool Workspace::differs_from_study() const { return !study_->file.empty() && document_.bytes() != study_->scenario_text; }

// Without a study, views show the world of the scenario as it is edited.
void Workspace::take_checked_scenario() {
  const auto& loaded = document_.loaded();
  if (!study_->file.empty() || has_errors(loaded->problems)) return;
  auto data = std::make_shared<StudyData>();
  data->world = {loaded, &loaded->world};
  show(data);
}

// A trial is of one study, and goes on beside it while that grows.
void Workspace::show(std::shared_ptr<const StudyData> study) {
  const bool same_study = study->file == planned_->file && study->world != nullptr && planned_->world != nullptr;
  const std::optional<Trial> trial = same_study ? study_->trial : std::nullopt;
  const bool same_places = study->world && has_world() && study->world->regions.size() == world().regions.size() &&
                           study->world->populations.size() == world().populations.size();
  if (!same_places) selection_ = {}, follows_knee_ = true;
  if (!same_study) selecting_.cancel(), pinning_.cancel();
  // Not from one point to the next while a large study is read.
  const bool to_knee = selection_.point < 0 || (follows_knee_ && study->unread == 0);
  planned_ = std::move(study);
  show_with(trial, to_knee ? QString() : id_at(selection_.point));
}

void Workspace::show_trial(const Trial& trial) {
  follows_knee_ = false;
  selecting_.cancel();
  show_with(trial, trial.row.id);
}

void Workspace::drop_trial() {
  if (!study_->trial) return;
  show_with(std::nullopt, shows_trial() ? id_at(baseline_) : id_at(selection_.point));
  follows_knee_ = selection_.point == study_->knee();
}

QString Workspace::id_at(int point) const { return point < 0 ? QString() : study_->points[static_cast<std::size_t>(point)].id; }

void Workspace::show_with(const std::optional<Trial>& trial, const QString& selected) {
  const QString pinned = id_at(baseline_);
  const auto before = std::tuple(selection_, baseline_, selected_, pinned_, service_of_);
  study_ = trial ? with_trial(*planned_, *trial) : planned_;
  selection_.point = study_->index_of(selected);
  if (selection_.point < 0) selection_.point = study_->knee();
  baseline_ = study_->index_of(pinned);
  pinned_ = candidate_at(baseline_);
  refresh_service();
  Q_EMIT study_changed();
  // A study that has grown, and nothing else: what shows the selected point alone has nothing to do.
  if (before != std::tuple(selection_, baseline_, selected_, pinned_, service_of_)) Q_EMIT selection_changed();
}

void Workspace::refresh_service() {
  const auto candidate = candidate_at(selection_.point);
  if (const auto world = shared_world(); candidate == nullptr || candidate != selected_ || world != service_of_) {
    service_ = candidate != nullptr ? service_of(this->world(), *candidate) : demand_of(this->world());
    service_of_ = world;
  }
  selected_ = candidate;
}

int Workspace::wanted_point() const { return selecting_.waits() ? study_->index_of(selecting_.wanted()) : selection_.point; }

void Workspace::select_point(int point) {
  if (point == wanted_point() || point >= static_cast<int>(study_->points.size())) return;
  when_at_hand(selecting_, id_at(point), &Workspace::take_point);
}

// Another state of the study may have come by the time that the point was read.
void Workspace::when_at_hand(CandidateFetch& fetch, const QString& id, void (Workspace::*take)(int point)) {
  const int point = study_->index_of(id);
  if (study_->is_at_hand(point)) {
    fetch.cancel();
    return (this->*take)(point);
  }
  fetch.fetch(study_->store, id, [this, &fetch, id, take] { when_at_hand(fetch, id, take); });
}

void Workspace::take_point(int point) {
  if (point == selection_.point) return;
  selection_.point = point;
  follows_knee_ = point == study_->knee();
  refresh_service();
  Q_EMIT selection_changed();
}

void Workspace::select_region(int region) { select_places(region, selection_.population); }

void Workspace::select_population(int population) { select_places(selection_.region, population); }

void Workspace::select_places(int region, int population) {
  if (region == selection_.region && population == selection_.population) return;
  selection_.region = region;
  selection_.population = population;
  Q_EMIT selection_changed();
}

void Workspace::show_failures(std::shared_ptr<const ChaosOutcome> failures) {
  if (failures == failures_) return;
  failures_ = std::move(failures);
  Q_EMIT failures_changed();
}

// The file may be gone by now, or damaged.
std::shared_ptr<const Candidate> Workspace::candidate_at(int point) {
  try {
    return study_->candidate(point);
  } catch (...) {
    Q_EMIT failed(current_failure());
    return nullptr;
  }
}

QStringList Workspace::looked_at() const { return QStringList{id_at(wanted_point()), id_at(baseline_)} + compared_; }

std::vector<int> Workspace::compared() const {
  std::vector<int> points;
  for (const QString& id : compared_)
    if (const int point = study_->index_of(id); point >= 0) points.push_back(point);
  return points;
}

void Workspace::compare_also(int point) {
  const QString id = id_at(point);
  if (id.isEmpty()) return;
  if (compared_.removeAll(id) == 0) compared_ << id;
  Q_EMIT baseline_changed();
}

void Workspace::pin(int point) { when_at_hand(pinning_, id_at(point), &Workspace::take_baseline); }

void Workspace::take_baseline(int point) {
  baseline_ = point;
  pinned_ = candidate_at(point);
  Q_EMIT baseline_changed();
}

}  // namespace tradewind::gui
