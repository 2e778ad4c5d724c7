#include "kubernetes_object.h"

namespace tradewind {

yaml::Map kubernetes_object(const char* version, const char* kind, const std::string& name) {
  return {{"apiVersion", version}, {"kind", kind}, {"metadata", yaml::Map{{"name", name}}}};
}

}  // namespace tradewind
