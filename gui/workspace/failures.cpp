#include "workspace/failures.h"

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

std::vector<std::string> regions_in(const ChaosOutcome& outcome, const ChaosExperiment& experiment) {
  std::vector<std::string> found;
  for (const std::string& region : outcome.regions)
    if (names(experiment.name, region)) found.push_back(region);
  return found;
}

}  // namespace tradewind::gui
