// Which failures of a chaos campaign strike a region.
#pragma once

#include <QCoreApplication>
#include <string>
#include <vector>

#include "tradewind/sim/chaos.h"

namespace tradewind::gui {

// Those whose name has the region, as "region aws:eu-west-1" or "a node of chat in aws:eu-west-1"; in the order of the campaign.
std::vector<const ChaosExperiment*> experiments_in(const ChaosOutcome& outcome, const std::string& region);

// Its name in the language of the window: "a node of aws:eu-west-1", and what else the scenario calls its incidents.
QString failure_words(const ChaosExperiment& experiment);

// The regions of the campaign that the experiment names, by key.
std::vector<std::string> regions_in(const ChaosOutcome& outcome, const ChaosExperiment& experiment);

}  // namespace tradewind::gui
