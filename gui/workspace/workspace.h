// What one tab of the window is about: a scenario that can be edited, its study, and what is selected in all views at once.
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "tradewind/sim/chaos.h"
#include "workspace/candidate_fetch.h"
#include "workspace/scenario_document.h"
#include "workspace/service.h"
#include "workspace/study_data.h"

namespace tradewind::gui {

// Indices; -1 = none.
struct Selection {
  int point = -1;       // of StudyData::points
  int region = -1;      // of the world
  int population = -1;  // of the world
  friend bool operator==(const Selection&, const Selection&) = default;
};

class Workspace : public QObject {
  Q_OBJECT

 public:
  explicit Workspace(QObject* parent = nullptr);

  // A scenario or a study; reads beside the window, then opened() or failed(). What is read of a large study shows before that.
  void open(const std::filesystem::path& file);
  // A scenario without a file.
  void start_with(const std::string& text, const std::string& name);
  // Where the scenario stands now.
  void set_scenario_file(const std::filesystem::path& file);
  const std::filesystem::path& scenario_file() const { return scenario_file_; }
  QString title() const;

  ScenarioDocument& document() { return document_; }

  // Never null; without points until something was planned.
  const StudyData& study() const { return *study_; }
  // The same without a trial.
  const std::shared_ptr<const StudyData>& shared_study() const { return planned_; }
  // Another state of the study: the selection stays where it can.
  void show(std::shared_ptr<const StudyData> study);
  // What the views show: the world of the selected point, else the edited scenario's, else an empty one.
  const World& world() const;
  std::shared_ptr<const World> shared_world() const;
  bool has_world() const { return study_->world != nullptr; }
  // Of the text as it is edited; nullptr while it is read or has errors.
  const World* edited_world() const;
  // The edited text is another one than that of the study.
  bool differs_from_study() const;

  const Selection& selection() const { return selection_; }
  // At once where what stands behind the point is at hand, else when it was read beside the window; a later wish takes the place of one that waits.
  void select_point(int point);
  // The selected point, or the one that will be.
  int wanted_point() const;
  bool waits_for_point() const { return selecting_.waits() || pinning_.waits(); }
  void select_region(int region);
  void select_population(int population);
  void select_places(int region, int population);  // both at once
  // Tries a topology out beside the points, and selects it; or no longer.
  void show_trial(const Trial& trial);
  void drop_trial();
  bool shows_trial() const { return study_->is_trial(selection_.point); }
  // nullptr where nothing is selected.
  const Candidate* candidate() const { return selected_.get(); }
  const std::shared_ptr<const Candidate>& shared_candidate() const { return selected_; }
  const Service& service() const { return service_; }  // at the selected point, else demand alone

  // What was played of the selected topology's failures; nullptr: nothing.
  const ChaosOutcome* failures() const { return failures_.get(); }
  void show_failures(std::shared_ptr<const ChaosOutcome> failures);

  // The point that all others are held against, or -1.
  int baseline() const { return baseline_; }
  void pin(int point);  // as select_point() does
  // Further points that are held side by side with the baseline and the selected one, by id; those that the study no longer has are left out.
  std::vector<int> compared() const;
  void compare_also(int point);                              // or no longer, if it is one of them
  std::shared_ptr<const Candidate> candidate_at(int point);  // tells a failure, and returns nullptr then
  const Candidate* baseline_candidate() const { return pinned_.get(); }
  // Ids of the points that the views hold: to be read before another state of the study is shown.
  QStringList looked_at() const;

 Q_SIGNALS:
  void opened();
  void failed(const QString& sentence);
  void study_changed();      // other points; world and service too
  void selection_changed();  // service too, where it is another point
  void baseline_changed();
  void failures_changed();
  void title_changed();

 private:
  void read_study(const std::filesystem::path& file, Job::Link& link);
  void take_checked_scenario();
  QString id_at(int point) const;
  void when_at_hand(CandidateFetch& fetch, const QString& id, void (Workspace::*take)(int point));
  void take_point(int point);
  void take_baseline(int point);
  void show_with(const std::optional<Trial>& trial, const QString& selected);
  void refresh_service();

  ScenarioDocument document_;
  std::filesystem::path scenario_file_;
  std::shared_ptr<const StudyData> planned_, study_;  // without and with a trial
  Selection selection_;
  bool follows_knee_ = true;  // what is recommended was selected, and goes on being so while points come in
  int baseline_ = -1;
  QStringList compared_;
  std::shared_ptr<const Candidate> selected_, pinned_;
  Service service_;
  std::shared_ptr<const World> service_of_;  // the world of the service
  std::shared_ptr<const ChaosOutcome> failures_;
  CandidateFetch selecting_, pinning_;
  Job* reading_ = nullptr;
};

}  // namespace tradewind::gui
