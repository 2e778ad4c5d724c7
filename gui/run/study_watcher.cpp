#include "run/study_watcher.h"

#include <QDateTime>
#include <QFileInfo>

namespace tradewind::gui {
namespace {

constexpr int look_every_ms = 400;

}  // namespace

StudyWatcher::StudyWatcher(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
  timer_.setInterval(look_every_ms);
  connect(&timer_, &QTimer::timeout, this, &StudyWatcher::look);
}

void StudyWatcher::follow(const std::filesystem::path& file) {
  if (file == file_) return;
  delete reading_;
  reading_ = nullptr;
  study_ = nullptr;
  file_ = file;
  seen_ = workspace_.study().file == file ? state_of_file() : QString();
  if (file.empty())
    timer_.stop();
  else
    timer_.start();
}

// Readers of a study in WAL mode touch "-shm" only.
QString StudyWatcher::state_of_file() const {
  QString state;
  for (const char* end : {"", "-wal"}) {
    const QFileInfo info(QString::fromStdString(file_.string() + end));
    state += QString("%1:%2;").arg(info.exists() ? info.size() : -1).arg(info.lastModified().toMSecsSinceEpoch());
  }
  return state;
}

void StudyWatcher::look() {
  const QString state = state_of_file();
  if (reading_ != nullptr || state == seen_ || !QFileInfo::exists(QString::fromStdString(file_.string()))) return;
  seen_ = state;
  read();
}

void StudyWatcher::read() {
  reading_ = new Job(
      [this, file = file_, study = study_, before = workspace_.shared_study(), looked_at = workspace_.looked_at()](Job::Link& link) {
        const bool is_open = before->store != nullptr && before->file == file;
        const auto open = study ? study : is_open ? before->store->study() : std::make_shared<const Study>(Study::open(file));
        const auto data = study_data(open, before.get());
        data->read_ahead(looked_at);
        link.post([this, open, data] {
          study_ = open;
          workspace_.show(data);
        });
      },
      this);
  const auto done = [this] {
    reading_->deleteLater();
    reading_ = nullptr;
  };
  connect(reading_, &Job::finished, this, done);
  connect(reading_, &Job::failed, this, [this, done](const QString& sentence) {
    done();
    // A plan that has just made the file fills it in a moment.
    if (study_ != nullptr) Q_EMIT failed(sentence);
  });
}

}  // namespace tradewind::gui
