#include "run/job.h"

#include <atomic>
#include <thread>

#include "tradewind/scenarios/problem.h"

namespace tradewind::gui {
namespace {

std::atomic<int> running_jobs = 0;

void run(const Job::Work& work, Job::Link& link) {
  try {
    work(link);
    link.tell([](Job& job) { Q_EMIT job.finished(); });
  } catch (const Interrupted&) {
    link.tell([](Job& job) { Q_EMIT job.stopped(); });
  } catch (...) {
    link.tell([sentence = current_failure()](Job& job) { Q_EMIT job.failed(sentence); });
  }
}

}  // namespace

QString current_failure() {
  try {
    throw;
  } catch (const InvalidInput& error) {
    QString text = QString::fromStdString(to_string(error.problems().front()));
    if (error.problems().size() > 1) text += Job::tr(" (and %1 more)").arg(error.problems().size() - 1);
    return text;
  } catch (const std::exception& error) {
    return QString::fromUtf8(error.what());
  } catch (...) {
    return Job::tr("Something failed that has no name.");
  }
}

void Job::Link::tell(std::function<void(Job&)> deed) {
  const std::lock_guard lock(mutex_);
  if (job_ != nullptr)
    QMetaObject::invokeMethod(
        job_, [job = job_, deed = std::move(deed)] { deed(*job); }, Qt::QueuedConnection);
}

void Job::Link::post(std::function<void()> deed) {
  tell([deed = std::move(deed)](Job&) { deed(); });
}

void Job::Link::report(const ProgressReport& report) {
  tell([done = report.done, stage = QString::fromStdString(report.stage)](Job& job) { Q_EMIT job.progressed(done, stage); });
}

Job::Job(Work work, QObject* parent) : QObject(parent), link_(std::make_shared<Link>(this, stop_.get_token())) {
  ++running_jobs;
  std::thread([work = std::move(work), link = link_] {
    run(work, *link);
    --running_jobs;
  }).detach();
}

Job::~Job() {
  stop_.request_stop();
  const std::lock_guard lock(link_->mutex_);
  link_->job_ = nullptr;
}

void Job::stop() { stop_.request_stop(); }

int Job::running() { return running_jobs; }

}  // namespace tradewind::gui
