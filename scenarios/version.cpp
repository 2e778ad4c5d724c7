#include "tradewind/scenarios/version.h"

#include "version_generated.h"

namespace tradewind {

std::string version() {
  const std::string commit = TRADEWIND_COMMIT;
  return commit.empty() ? TRADEWIND_VERSION : std::string(TRADEWIND_VERSION "+") + commit;
}

}  // namespace tradewind
