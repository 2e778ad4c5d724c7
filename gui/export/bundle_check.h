// Whether what was written can be read: by this program, and by the tools that will apply it where they are installed.
#pragma once

#include <QString>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "tradewind/deploy/bundle.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::gui {

struct CheckResult {
  QString what;  // "topology.json", "kubectl kustomize, 3 overlays"
  enum class State { passed, failed, not_installed } state = State::passed;
  QString words;  // of a failure: the file and what is wrong with it
};

// Reads topology.json back and every other JSON file; has `sh -n` read the scripts, `terraform fmt` the modules, `kubectl kustomize` build the
// overlays, `helm lint` read the charts and promtool run the tests of the alerts, each where there is something for it. None of them asks the
// network. May run in any thread; takes seconds. Throws Interrupted.
std::vector<CheckResult> check_bundle(const World& world, const Bundle& bundle, const std::filesystem::path& folder, std::stop_token stop);

// "Checked: ...; not installed: ...", or the failures.
QString check_words(const std::vector<CheckResult>& results);
bool all_good(const std::vector<CheckResult>& results);

}  // namespace tradewind::gui
