#include "what_if/what_if_run.h"

namespace tradewind::gui {
namespace {

constexpr int verify_after_ms = 700;
constexpr double search_at_most_s = 2;  // of each of the two searches of the solver
constexpr const char* trial_id = "what-if";

// What the model expects, in the form of a candidate that nobody has simulated.
Candidate expected_candidate(const Expectation& expectation) {
  Candidate candidate;
  candidate.id = trial_id;
  candidate.topology = expectation.topology;
  candidate.bill = expectation.bill;
  candidate.outcome.usage = expectation.usage;
  candidate.outcome.latency.perceived_at_objective_ms = expectation.latency_ms;
  candidate.promised_latency_ms = expectation.latency_ms;
  candidate.promised_monthly_usd = expectation.monthly_usd;
  candidate.gap = expectation.gap;
  return candidate;
}

Trial trial_of(const std::shared_ptr<const World>& world, Candidate candidate, bool simulated) {
  PointRow row = point_row(*world, candidate);
  row.simulated = simulated;
  return {world, std::make_shared<const Candidate>(std::move(candidate)), row};
}

}  // namespace

WhatIfRun::WhatIfRun(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
  pause_.setSingleShot(true);
  pause_.setInterval(verify_after_ms);
  connect(&pause_, &QTimer::timeout, this, &WhatIfRun::verify);
  connect(&workspace, &Workspace::opened, this, &WhatIfRun::stop);
}

void WhatIfRun::ask(const Conditions& conditions) {
  if (workspace_.study().store == nullptr) return;
  wanted_ = conditions;
  pause_.stop();
  cancel(verifying_);
  if (asking_ == nullptr) start();
}

// The model belongs to one study; making it takes a moment, which is the job's.
void WhatIfRun::start() {
  asked_ = *wanted_;
  wanted_.reset();
  const auto study = workspace_.study().store->study();
  if (model_of_ != study) model_ = nullptr;
  set_state(State::asking);
  asking_ = new Job(
      [this, study, model = model_, conditions = asked_](Job::Link& link) {
        const auto asked = model != nullptr ? model : std::make_shared<WhatIf>(*study, PriceBook::shipped(), ProgressCallback(), link.stop());
        const auto answer = asked->answer(conditions, search_at_most_s, link.stop());
        const auto world = std::make_shared<const World>(asked->world_under(conditions));
        link.post([this, study, asked, answer, world] {
          model_of_ = study;
          model_ = asked;
          take(answer, world);
        });
      },
      this);
  connect(asking_, &Job::finished, this, [this] {
    end(asking_);
    if (wanted_) return start();
    if (state_ == State::expected) pause_.start();
  });
  connect(asking_, &Job::failed, this, &WhatIfRun::fail);
}

void WhatIfRun::take(const std::optional<Expectation>& answer, const std::shared_ptr<const World>& world) {
  if (!answer) return set_state(State::impossible);
  if (workspace_.baseline() < 0 && !workspace_.shows_trial()) workspace_.pin(workspace_.selection().point);
  gap_ = answer->gap;
  workspace_.show_trial(trial_of(world, expected_candidate(*answer), false));
  set_state(State::expected);
}

void WhatIfRun::verify() {
  const auto trial = workspace_.study().trial;
  if (!trial || model_ == nullptr || verifying_ != nullptr) return;
  set_state(State::verifying);
  verifying_ = new Job(
      [this, trial = *trial, model = model_, conditions = asked_](Job::Link& link) {
        Candidate candidate = model->simulate(
            conditions, trial.candidate->topology, [&link](const ProgressReport& report) { link.report(report); }, link.stop());
        candidate.id = trial.candidate->id;
        candidate.promised_latency_ms = trial.candidate->promised_latency_ms;
        candidate.promised_monthly_usd = trial.candidate->promised_monthly_usd;
        candidate.gap = trial.candidate->gap;
        link.post([this, shown = trial_of(trial.world, std::move(candidate), true)] {
          workspace_.show_trial(shown);
          set_state(State::verified);
        });
      },
      this);
  connect(verifying_, &Job::progressed, this, &WhatIfRun::progressed);
  connect(verifying_, &Job::finished, this, [this] { end(verifying_); });
  connect(verifying_, &Job::failed, this, &WhatIfRun::fail);
}

void WhatIfRun::stop() {
  wanted_.reset();
  pause_.stop();
  cancel(asking_);
  cancel(verifying_);
  workspace_.drop_trial();
  set_state(State::idle);
}

void WhatIfRun::fail(const QString& sentence) {
  end(asking_);
  end(verifying_);
  set_state(State::idle);
  Q_EMIT failed(sentence);
}

// From what the job itself says.
void WhatIfRun::end(Job*& job) {
  if (job != nullptr) job->deleteLater();
  job = nullptr;
}

// It is asked to stop, and heard no more.
void WhatIfRun::cancel(Job*& job) {
  delete job;
  job = nullptr;
}

void WhatIfRun::set_state(State state) {
  state_ = state;
  Q_EMIT state_changed();
}

}  // namespace tradewind::gui
