// Secrets that pods read, fetched from the store of the region's cloud by External Secrets: the bundle names them and holds none.
#pragma once

#include "region_plan.h"

namespace tradewind::kubernetes {

// Secret and key in it that holds the token of the Hugging Face hub.
inline constexpr const char* hub_secret = "hugging-face-token";
inline constexpr const char* hub_secret_key = "token";

// Whether a pod of the region reads a secret.
bool fetches_secrets(const RegionPlan& region);

// kubernetes/secrets/<region>/; empty where no pod of the region reads a secret, or the cloud has no store here.
Bundle region_secrets(const ExportInput& input, const RegionPlan& region);

// Name under which the token lies in the cloud's store: letters, digits and hyphens, as Key Vault takes.
std::string remote_hub_secret(const World& world);

}  // namespace tradewind::kubernetes
