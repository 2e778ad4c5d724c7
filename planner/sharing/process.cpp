#include "sharing/process.h"

#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace tradewind::sharing {
namespace {

// Clock ticks from the boot to the start of a process; empty when there is none of this number, or only its remains (a zombie).
std::string start_of(const std::string& number) {
  std::ifstream file("/proc/" + number + "/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');  // the name may hold anything
  if (name_end == std::string::npos) return {};
  std::istringstream fields(line.substr(name_end + 1));
  std::string field;
  fields >> field;
  if (field == "Z") return {};
  for (int i = 0; i < 19; ++i) fields >> field;  // starttime is field 22, the state is field 3: proc(5)
  return field;
}

std::string own_place() {
  std::ifstream boot("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(boot, id);
  std::error_code unreadable;
  return id + "/" + std::filesystem::read_symlink("/proc/self/ns/pid", unreadable).string();
}

}  // namespace

std::string own_process() {
  const std::string number = std::to_string(::getpid());
  return fmt::format("{} {} {}", own_place(), number, start_of(number));
}

bool has_ended(const std::string& process) {
  std::istringstream parts(process);
  std::string place, number, start;
  parts >> place >> number >> start;
  return place == own_place() && start_of(number) != start;
}

}  // namespace tradewind::sharing
