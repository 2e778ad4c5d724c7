#include "run/stage_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace tradewind::gui {
namespace {

// What a plan may be at, its figures as %1, %2.
[[maybe_unused]] constexpr const char* stages[] = {
    QT_TRANSLATE_NOOP("Stages", "capacity curves"),
    QT_TRANSLATE_NOOP("Stages", "cheapest placement"),
    QT_TRANSLATE_NOOP("Stages", "fastest placement"),
    QT_TRANSLATE_NOOP("Stages", "placements at %1 ms and near it"),
    QT_TRANSLATE_NOOP("Stages", "topologies at %1 ms and near it"),
    QT_TRANSLATE_NOOP("Stages", "third axis, as good as it can be"),
    QT_TRANSLATE_NOOP("Stages", "third axis at %1 ms"),
    QT_TRANSLATE_NOOP("Stages", "third axis at any latency"),
    QT_TRANSLATE_NOOP("Stages", "topologies of the third axis"),
    QT_TRANSLATE_NOOP("Stages", "topology %1"),
    QT_TRANSLATE_NOOP("Stages", "local search, %1 of %2 topologies"),
    QT_TRANSLATE_NOOP("Stages", "correction %1: model and simulation part at %2 limits"),
    QT_TRANSLATE_NOOP("Stages", "topologies of %1 corrected limits"),
    QT_TRANSLATE_NOOP("Stages", "replications of %1 points whose order is in doubt"),
    QT_TRANSLATE_NOOP("Stages", "what would make %1 points better"),
    QT_TRANSLATE_NOOP("Stages", "done"),
};

}  // namespace

QString stage_words(const QString& stage) {
  static const QRegularExpression figure("\\d+");
  QString pattern = stage;
  QStringList figures;
  for (auto match = figure.match(stage); match.hasMatch(); match = figure.match(stage, match.capturedEnd())) figures << match.captured();
  int number = 0;
  for (auto match = figure.match(pattern); number < figures.size(); match = figure.match(pattern, match.capturedStart() + 2))
    pattern.replace(match.capturedStart(), match.capturedLength(), "%" + QString::number(++number));
  QString words = QCoreApplication::translate("Stages", pattern.toUtf8().constData());
  for (const QString& each : figures) words = words.arg(each);
  return words;
}

}  // namespace tradewind::gui
