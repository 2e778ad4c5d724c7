// Phrases about a world that several views use.
#pragma once

#include <QCoreApplication>

#include "tradewind/scenarios/world.h"

namespace tradewind::gui {

// "p95 first token"
QString objective_words(const World& world);
// "Paris (AWS eu-west-3)"
QString region_words(const Region& region);
// "eu-west-3"
QString short_region(const Region& region);

}  // namespace tradewind::gui
