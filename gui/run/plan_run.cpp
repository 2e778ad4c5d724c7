#include "run/plan_run.h"

#include <fmt/format.h>

#include <cmath>

#include "tradewind/planner/plan.h"

namespace tradewind::gui {
namespace {

constexpr int most_names = 100;

// Nothing there, or a study of exactly this text.
bool may_hold(const std::filesystem::path& file, const std::string& text) {
  if (!std::filesystem::exists(file)) return true;
  try {
    return Study::open(file).scenario_text() == text;
  } catch (const std::exception&) {
    return false;
  }
}

std::filesystem::path study_beside(const std::filesystem::path& scenario, const std::string& text) {
  for (int number = 1; number <= most_names; ++number) {
    const std::string name =
        number == 1 ? fmt::format("{}.study", scenario.stem().string()) : fmt::format("{}-{}.study", scenario.stem().string(), number);
    if (const auto file = scenario.parent_path() / name; may_hold(file, text)) return file;
  }
  throw std::runtime_error("There are too many studies beside " + scenario.string() + "; remove some of them.");
}

}  // namespace

PlanRun::PlanRun(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace), watcher_(workspace) {
  connect(&watcher_, &StudyWatcher::failed, this, &PlanRun::failed);
  connect(&workspace, &Workspace::opened, this, [this] { watcher_.follow(workspace_.study().file); });
}

void PlanRun::start(const std::filesystem::path& study) {
  begin([study](const std::string&) { return study; });
}

void PlanRun::start_beside(const std::filesystem::path& scenario) {
  begin([scenario](const std::string& text) { return study_beside(scenario, text); });
}

// Looking into a study takes a moment: that is the job's, too.
void PlanRun::begin(std::function<std::filesystem::path(const std::string& text)> where) {
  const std::string text = workspace_.document().bytes();
  const std::filesystem::path& scenario = workspace_.scenario_file();
  const std::string name = !scenario.empty()                  ? scenario.string()
                           : !workspace_.study().file.empty() ? workspace_.study().scenario_file_name
                                                              : "scenario.json";
  delete job_;
  done_at_start_ = 0;
  clock_.start();
  job_ = new Job(
      [this, where = std::move(where), text, name](Job::Link& link) {
        const std::filesystem::path file = where(text);
        Study study = Study::create_or_open(file, text, name);
        link.post([this, file] { watcher_.follow(file); });
        plan(
            study, PriceBook::shipped(), {}, [&link](const ProgressReport& report) { link.report(report); }, link.stop());
      },
      this);
  connect(job_, &Job::progressed, this, &PlanRun::tell);
  connect(job_, &Job::finished, this, [this] {
    end(State::idle);
    Q_EMIT finished();
  });
  connect(job_, &Job::stopped, this, [this] { end(after_stop_); });
  connect(job_, &Job::failed, this, [this](const QString& sentence) {
    end(State::idle);
    Q_EMIT failed(sentence);
  });
  set_state(State::running);
}

void PlanRun::pause() {
  if (state_ != State::running) return;
  after_stop_ = State::paused;
  job_->stop();
  set_state(State::stopping);
}

void PlanRun::cancel() {
  if (state_ == State::idle) return;
  if (state_ == State::paused) return set_state(State::idle);
  after_stop_ = State::idle;
  job_->stop();
  set_state(State::stopping);
}

void PlanRun::end(State state) {
  job_->deleteLater();
  job_ = nullptr;
  watcher_.look();
  set_state(state);
}

void PlanRun::set_state(State state) {
  state_ = state;
  Q_EMIT state_changed();
}

// The rate since the start of this run, which may have begun with work done.
void PlanRun::tell(double done, const QString& stage) {
  if (state_ != State::running) return;
  const double elapsed_s = static_cast<double>(clock_.elapsed()) / 1000;
  if (done_at_start_ == 0 && elapsed_s < 0.5) done_at_start_ = done;
  const double gained = done - done_at_start_;
  QString left;
  if (gained > 0.03 && elapsed_s > 2) {
    const double seconds = elapsed_s * (1 - done) / gained;
    left = seconds > 90 ? tr("about %1 min left").arg(std::lround(seconds / 60)) : tr("about %1 s left").arg(std::max(1L, std::lround(seconds)));
  }
  Q_EMIT progressed(done, stage, left);
}

}  // namespace tradewind::gui
