// What every Kubernetes object begins with.
#pragma once

#include <string>

#include "yaml.h"

namespace tradewind {

// apiVersion, kind and metadata.name; the caller adds the rest.
yaml::Map kubernetes_object(const char* version, const char* kind, const std::string& name);

}  // namespace tradewind
