#include "editor/autosave.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include <QCoreApplication>
#include <QStandardPaths>
#include <nlohmann/json.hpp>

#include "tradewind/scenarios/files.h"

namespace tradewind::gui {
namespace {

constexpr int keep_after_ms = 500;

// "PID-NUMBER.json": edits of a process that still runs are its own.
bool is_somebodys(const std::filesystem::path& file) {
  const long process = std::strtol(file.filename().c_str(), nullptr, 10);
  return process > 0 && (kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

// Throws FileError, and what the JSON reader throws when the file is not of an autosave.
LeftEdits read_kept(const std::filesystem::path& file) {
  const auto left = nlohmann::json::parse(read_file(file));
  return {file, left.at("scenario").get<std::string>(), QString::fromStdString(left.at("text").get<std::string>())};
}

}  // namespace

std::filesystem::path Autosave::folder() {
  return (QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/unsaved").toStdString();
}

struct Autosave::File {
  std::filesystem::path path;
  std::mutex mutex;
  bool is_wanted = true;

  void write(const std::string& bytes) {
    const std::lock_guard lock(mutex);
    if (is_wanted) write_file(path, bytes);
  }
  void remove(bool wanted_later) {
    const std::lock_guard lock(mutex);
    is_wanted = wanted_later;
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

Autosave::Autosave(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace), file_(std::make_shared<File>()) {
  static int number = 0;
  file_->path = folder() / fmt::format("{}-{}.json", QCoreApplication::applicationPid(), ++number);
  timer_.setSingleShot(true);
  timer_.setInterval(keep_after_ms);
  connect(&timer_, &QTimer::timeout, this, &Autosave::keep);
  // Not started anew by every letter: who types without a pause is kept as well.
  connect(&workspace.document(), &ScenarioDocument::text_changed, this, [this] {
    if (!timer_.isActive()) timer_.start();
  });
}

Autosave::~Autosave() { file_->remove(false); }

void Autosave::discard() {
  timer_.stop();
  file_->remove(true);
}

void Autosave::keep() {
  if (writing_ != nullptr) return timer_.start();
  if (!workspace_.document().is_modified()) return discard();
  const nlohmann::json left = {{"scenario", workspace_.scenario_file().string()}, {"text", workspace_.document().text().toStdString()}};
  writing_ = new Job([file = file_, bytes = left.dump()](Job::Link&) { file->write(bytes); }, this);
  const auto done = [this] {
    writing_->deleteLater();
    writing_ = nullptr;
    if (!workspace_.document().is_modified()) discard();
  };
  connect(writing_, &Job::finished, this, done);
  connect(writing_, &Job::failed, this, [this, done](const QString& sentence) {
    done();
    Q_EMIT failed(tr("Unsaved edits cannot be kept: %1").arg(sentence));
  });
}

Leftovers Autosave::left_edits() {
  Leftovers all;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder(), none)) {
    if (entry.path().extension() != ".json" || is_somebodys(entry.path())) continue;
    try {
      all.edits.push_back(read_kept(entry.path()));
    } catch (const FileError& error) {
      all.unreadable << QString::fromUtf8(error.what());
    } catch (const nlohmann::json::exception&) {
      all.unreadable << tr("%1 is no file of kept edits").arg(QString::fromStdString(entry.path().string()));
    }
  }
  return all;
}

}  // namespace tradewind::gui
