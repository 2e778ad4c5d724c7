// What the map shows, as values: whoever has a painter may draw them, in any thread.
#pragma once

#include <QColor>
#include <QPointF>
#include <memory>
#include <vector>

#include "map/flow_paths.h"
#include "map/map_camera.h"
#include "theme/theme.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

// What the size of a region says, and the colour of a population.
struct MapStyle {
  enum class Size { load, cost } size = Size::load;
  enum class People { region, latency, heat } people = People::region;
};

// What a chaos campaign found about a region.
enum class RegionFailure { not_played, carried, not_carried };

struct MapScene {
  struct Region {
    QPointF at;
    double part = 0;  // of the largest one, 0..1
    bool open = false, faded = false;
    QColor colour;
    QString name;
    RegionFailure failure = RegionFailure::not_played;
  };
  struct Person {
    QPointF at;
    double part = 0;  // of the most requests
    bool faded = false;
    QColor colour;
  };
  struct Flow {
    double part = 0;  // of the largest one
    bool faded = false;
    QColor colour;
  };
  // In the text that is edited, and not in what was planned.
  struct Added {
    QPointF at;
    QString name;
  };
  std::vector<Region> regions;               // by index of the world
  std::vector<Person> people;                // likewise
  std::vector<std::uint32_t> largest_first;  // people
  std::vector<Flow> flows;                   // the smallest first
  std::shared_ptr<const FlowPaths> paths;    // of the flows
  std::vector<Added> added;
  bool shows_heat = false;  // people as a layer that is stronger where more of their requests come from, instead of circles
  Theme theme;
};

// Colours go round the open regions from west to east, so that neighbours differ.
MapScene map_scene(const Workspace& workspace, const MapStyle& style, const Theme& theme, std::shared_ptr<const FlowPaths> paths);

// Areas are in proportion.
double radius_of(const MapScene::Region& region, const MapCamera& camera);
double radius_of(const MapScene::Person& person, const MapCamera& camera);

// Open regions from west to east.
std::vector<std::uint32_t> open_from_west(const Workspace& workspace);

}  // namespace tradewind::gui
