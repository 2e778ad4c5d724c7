// Secrets that the External Secrets operator fetches from the store of a region's cloud. A bundle names them and holds none.
#pragma once

#include <string>
#include <vector>

#include "region_plan.h"
#include "yaml.h"

namespace tradewind {

// An object and the name of its file without ".yaml".
struct SecretObject {
  std::string file;
  yaml::Map object;
};

// Of each namespace that fetches something: the store, and where it reads by the identity of a ServiceAccount that account. Empty for a cloud whose
// store is not known here.
std::vector<SecretObject> secret_store(const World& world, const RegionPlan& region);

// One value of an entry under a key of the Secret; or all values of an entry that holds a JSON object, under their own keys. An entry's name has
// letters, digits and hyphens, which is what all three stores take (Key Vault takes nothing else).
yaml::Map fetched_value(const std::string& secret, const std::string& key, const std::string& entry);
yaml::Map fetched_values(const std::string& secret, const std::string& entry);

}  // namespace tradewind
