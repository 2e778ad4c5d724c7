#include "export/bundle_run.h"

#include "tradewind/reports/export_input.h"

namespace tradewind::gui {

BundleRun::BundleRun(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::opened, this, [this] { made_.clear(); });
}

void BundleRun::clear() {
  delete job_;
  job_ = nullptr;
  bundle_.clear();
  complete_ = false;
  Q_EMIT changed();
}

void BundleRun::make(const QStringList& targets) {
  clear();
  const auto candidate = workspace_.shared_candidate();
  wanted_ = {candidate->id, targets};
  if (const auto found = made_.find(wanted_); found != made_.end()) return take(found->second, true);
  std::vector<std::string> names;
  for (const QString& target : targets) names.push_back(target.toStdString());
  job_ = new Job(
      [this, study = workspace_.study().store->study(), candidate, names](Job::Link& link) {
        const PriceBook book = PriceBook::shipped();
        if (is_other_book(*study, *candidate, book))
          throw std::invalid_argument(tr("The study was made with the price book %1, and its artifacts go by prices; this window has %2. "
                                         "“tradewind export --price-book” takes the other one.")
                                          .arg(QString::fromStdString(candidate->bill.price_book), QString::fromStdString(book.id()))
                                          .toStdString());
        ExportInput input = export_input(*study, *candidate, book);
        link.post([this, bundle = export_bundle(input, names)] { take(bundle, false); });
        simulate_for(
            names, input, [&link](const ProgressReport& report) { link.report(report); }, link.stop());
        link.post([this, bundle = export_bundle(input, names)] { take(bundle, true); });
      },
      this);
  connect(job_, &Job::progressed, this, [this](double done, const QString&) { Q_EMIT progressed(done); });
  connect(job_, &Job::failed, this, &BundleRun::failed);
}

void BundleRun::take(Bundle bundle, bool complete) {
  bundle_ = std::move(bundle);
  complete_ = complete;
  if (complete) made_[wanted_] = bundle_;
  Q_EMIT changed();
}

}  // namespace tradewind::gui
