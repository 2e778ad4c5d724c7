#include "workspace/workspace.h"

#include "tradewind/scenarios/files.h"

namespace tradewind::gui {

Workspace::Workspace(QObject* parent) : QObject(parent), document_(this), study_(std::make_shared<StudyData>()) {
  connect(&document_, &ScenarioDocument::checked, this, &Workspace::take_checked_scenario);
  connect(&document_.undo_stack(), &QUndoStack::cleanChanged, this, &Workspace::title_changed);
}

void Workspace::open(const std::filesystem::path& file) {
  delete reading_;
  reading_ = new Job(
      [this, file](Job::Link& link) {
        if (looks_like_study(file)) {
          link.post([this, study = read_study(file)] {
            document_.reset(study->scenario_text, study->scenario_file_name);
            show(study);
            Q_EMIT title_changed();
            Q_EMIT opened();
          });
          return;
        }
        link.post([this, file, text = read_input(file, "a scenario or a study")] {
          scenario_file_ = file;
          start_with(text, file.string());
          Q_EMIT opened();
        });
      },
      this);
  connect(reading_, &Job::failed, this, &Workspace::failed);
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

const World& Workspace::world() const {
  static const World empty;
  return study_->world ? *study_->world : empty;
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

void Workspace::show(std::shared_ptr<const StudyData> study) {
  const auto id_at = [this](int point) { return point < 0 ? QString() : study_->points[static_cast<std::size_t>(point)].id; };
  const QString selected = id_at(selection_.point), pinned = id_at(baseline_);
  const bool same_places = study->world && has_world() && study->world->regions.size() == world().regions.size() &&
                           study->world->populations.size() == world().populations.size();
  const bool was_knee = selection_.point < 0 || study_->points[static_cast<std::size_t>(selection_.point)].knee;
  study_ = std::move(study);
  if (!same_places) selection_ = {};
  selection_.point = study_->index_of(selected);
  if (selection_.point < 0 || was_knee) selection_.point = study_->knee();
  baseline_ = study_->index_of(pinned);
  refresh_service();
  Q_EMIT study_changed();
  Q_EMIT selection_changed();
}

void Workspace::refresh_service() {
  const Candidate* selected = candidate();
  service_ = selected != nullptr ? service_of(world(), *selected) : demand_of(world());
}

void Workspace::select_point(int point) {
  if (point == selection_.point || point >= static_cast<int>(study_->points.size())) return;
  selection_.point = point;
  refresh_service();
  Q_EMIT selection_changed();
}

void Workspace::select_region(int region) {
  if (region == selection_.region) return;
  selection_.region = region;
  Q_EMIT selection_changed();
}

void Workspace::select_population(int population) {
  if (population == selection_.population) return;
  selection_.population = population;
  Q_EMIT selection_changed();
}

const Candidate* Workspace::candidate() const { return shared_candidate().get(); }

std::shared_ptr<const Candidate> Workspace::shared_candidate() const {
  const auto point = static_cast<std::size_t>(selection_.point);
  return selection_.point < 0 || point >= study_->candidates.size() ? nullptr : study_->candidates[point];
}

void Workspace::pin(int point) {
  baseline_ = point;
  Q_EMIT baseline_changed();
}

const Candidate* Workspace::baseline_candidate() const {
  const auto point = static_cast<std::size_t>(baseline_);
  return baseline_ < 0 || point >= study_->candidates.size() ? nullptr : study_->candidates[point].get();
}

}  // namespace tradewind::gui
