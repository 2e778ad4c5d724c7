#include "workspace/scenario_document.h"

#include <QUndoCommand>
#include <algorithm>

namespace tradewind::gui {
namespace {

constexpr int check_after_ms = 200;

}  // namespace

class TextCommand : public QUndoCommand {
 public:
  TextCommand(ScenarioDocument& document, const TextChange& change, const QString& what, bool typing)
      : QUndoCommand(what), document_(document), change_(change), removed_(document.text().mid(change.at, change.removed)), typing_(typing) {}

  void redo() override { document_.apply(change_); }
  void undo() override { document_.apply({change_.at, static_cast<int>(change_.inserted.size()), removed_}); }
  int id() const override { return typing_ ? 1 : -1; }

  // Letters that follow each other within a word, and deletions one after the other.
  bool mergeWith(const QUndoCommand* next) override {
    const auto& other = static_cast<const TextCommand&>(*next);
    const bool goes_on = removed_.isEmpty() && other.removed_.isEmpty() && other.change_.at == change_.at + change_.inserted.size() &&
                         !other.change_.inserted.contains('\n');
    const bool deletes_on = change_.inserted.isEmpty() && other.change_.inserted.isEmpty() && other.change_.at + other.removed_.size() == change_.at;
    if (goes_on) change_.inserted += other.change_.inserted;
    if (deletes_on) {
      removed_ = other.removed_ + removed_;
      change_.at = other.change_.at;
      change_.removed = static_cast<int>(removed_.size());
    }
    return goes_on || deletes_on;
  }

 private:
  ScenarioDocument& document_;
  TextChange change_;
  QString removed_;
  bool typing_;
};

ScenarioDocument::ScenarioDocument(QObject* parent) : QObject(parent) {
  pause_.setSingleShot(true);
  pause_.setInterval(check_after_ms);
  connect(&pause_, &QTimer::timeout, this, &ScenarioDocument::start_check);
}

// An undo stack that goes with steps in it says that it is clean now, and whoever would hear it may be half gone.
ScenarioDocument::~ScenarioDocument() { undo_.blockSignals(true); }

std::string ScenarioDocument::bytes() const { return (carriage_returns_ ? QString(text_).replace("\n", "\r\n") : text_).toStdString(); }

void ScenarioDocument::reset(const std::string& bytes, const std::string& file_name) {
  QString text = QString::fromStdString(bytes);
  carriage_returns_ = text.contains("\r\n");
  text.remove('\r');
  file_name_ = file_name;
  undo_.clear();
  apply({0, static_cast<int>(text_.size()), text});
  undo_.setClean();
}

void ScenarioDocument::change(const TextChange& change, const QString& what, bool typing) {
  if (change.removed == 0 && change.inserted.isEmpty()) return;
  undo_.push(new TextCommand(*this, change, what, typing));
}

void ScenarioDocument::change_to(const QString& text, const QString& what, bool typing) {
  const auto begin = std::mismatch(text_.begin(), text_.end(), text.begin(), text.end());
  const auto from = static_cast<int>(begin.first - text_.begin());
  int old_end = static_cast<int>(text_.size()), new_end = static_cast<int>(text.size());
  while (old_end > from && new_end > from && text_[old_end - 1] == text[new_end - 1]) --old_end, --new_end;
  change({from, old_end - from, text.mid(from, new_end - from)}, what, typing);
}

void ScenarioDocument::apply(const TextChange& change) {
  text_.replace(change.at, change.removed, change.inserted);
  checked_ = false;
  pause_.start();
  Q_EMIT text_changed(change);
}

void ScenarioDocument::check_now() {
  pause_.stop();
  start_check();
}

// A check of a former text is heard no more.
void ScenarioDocument::start_check() {
  delete check_;
  check_ = new Job(
      [this, text = bytes(), name = file_name_](Job::Link& link) {
        auto loaded = std::make_shared<const LoadedScenario>(load_scenario_text(text, name));
        link.post([this, loaded] {
          loaded_ = loaded;
          checked_ = true;
          Q_EMIT checked();
        });
      },
      this);
}

}  // namespace tradewind::gui
