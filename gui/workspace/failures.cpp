#include "workspace/failures.h"

#include <cstring>
#include <utility>

#include <cctype>

namespace tradewind::gui {
namespace {

// As a whole word: aws:us-east-1 is not in "aws:us-east-12".
bool names(const std::string& text, const std::string& region) {
  const auto goes_on = [&text](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '-');
  };
  for (std::size_t at = text.find(region); at != std::string::npos; at = text.find(region, at + 1))
    if (!goes_on(at + region.size())) return true;
  return false;
}

}  // namespace

std::vector<const ChaosExperiment*> experiments_in(const ChaosOutcome& outcome, const std::string& region) {
  std::vector<const ChaosExperiment*> found;
  for (const ChaosExperiment& experiment : outcome.experiments)
    if (names(experiment.name, region)) found.push_back(&experiment);
  return found;
}

QString failure_words(const ChaosExperiment& experiment) {
  static const std::pair<const char*, const char*> parts[] = {{"region ", QT_TRANSLATE_NOOP("Failures", "region %1")},
                                                              {"a zone of ", QT_TRANSLATE_NOOP("Failures", "a zone of %1")},
                                                              {"a node of ", QT_TRANSLATE_NOOP("Failures", "a node of %1")},
                                                              {"a GPU of ", QT_TRANSLATE_NOOP("Failures", "a GPU of %1")},
                                                              {"registry and a node of ", QT_TRANSLATE_NOOP("Failures", "registry and a node of %1")},
                                                              {"a slow replica of ", QT_TRANSLATE_NOOP("Failures", "a slow replica of %1")},
                                                              {"lost answers of ", QT_TRANSLATE_NOOP("Failures", "lost answers of %1")},
                                                              {"flapping checks of ", QT_TRANSLATE_NOOP("Failures", "flapping checks of %1")},
                                                              {"the metrics of ", QT_TRANSLATE_NOOP("Failures", "the metrics of %1")},
                                                              {"the mirror into ", QT_TRANSLATE_NOOP("Failures", "the mirror into %1")},
                                                              {"the stores of ", QT_TRANSLATE_NOOP("Failures", "the stores of %1")}};
  const QString name = QString::fromStdString(experiment.name);
  for (const auto& [begin, words] : parts)
    if (name.startsWith(begin)) return QCoreApplication::translate("Failures", words).arg(name.mid(static_cast<int>(std::strlen(begin))));
  return name;
}

std::vector<std::string> regions_in(const ChaosOutcome& outcome, const ChaosExperiment& experiment) {
  std::vector<std::string> found;
  for (const std::string& region : outcome.regions)
    if (names(experiment.name, region)) found.push_back(region);
  return found;
}

}  // namespace tradewind::gui
