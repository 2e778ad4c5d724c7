#include "sharing/claims.h"

#include <condition_variable>
#include <mutex>

#include "sharing/process.h"
#include "sharing/shards.h"

namespace tradewind::sharing {
namespace {

constexpr std::chrono::milliseconds look_again{50};

std::int64_t now_ms() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

}  // namespace

Claims::Claims(const std::filesystem::path& study, std::chrono::milliseconds lease)
    : database_(study, sqlite::Database::Mode::open_existing),
      owner_(own_process()),
      lease_(lease),
      renewing_([this](std::stop_token stop) { renew_until(stop); }) {}

// What is left is of steps that were broken off; others need not wait for the lease to lapse.
Claims::~Claims() {
  renewing_.request_stop();
  renewing_.join();
  try {
    sqlite::Statement(database_, "DELETE FROM claims WHERE owner = ?").bind(1, owner_).step();
  } catch (const sqlite::Error&) {
  }
}

bool Claims::take(const std::string& key, std::size_t, std::size_t) {
  std::string holder;
  std::int64_t until_ms = 0;
  {
    sqlite::Statement found(database_, "SELECT owner, until_ms FROM claims WHERE key = ?");
    if (found.bind(1, key).step()) {
      holder = found.text(0);
      until_ms = found.integer(1);
    }
  }
  if (until_ms > now_ms() && !has_ended(holder)) return false;
  // Only if the claim is still as it was found: of two who find it lapsed, one gets it.
  sqlite::Statement claim(
      database_,
      "INSERT INTO claims VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET owner = excluded.owner, until_ms = excluded.until_ms "
      "WHERE owner = ?4 AND until_ms = ?5 RETURNING 1");
  const bool taken = claim.bind(1, key).bind(2, owner_).bind(3, end_of_lease_ms()).bind(4, holder).bind(5, until_ms).step();
  while (taken && claim.step()) {  // to its end, so that it is committed
  }
  return taken;
}

void Claims::done(const std::string& key, const std::string&) {
  sqlite::Statement(database_, "DELETE FROM claims WHERE key = ? AND owner = ?").bind(1, key).bind(2, owner_).step();
}

void Claims::wait(std::size_t) { std::this_thread::sleep_for(look_again); }

// A renewal that fails (the disk is full, the file is held) costs double work at worst.
void Claims::renew_until(std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any ended;
  std::unique_lock lock(mutex);
  while (!ended.wait_for(lock, stop, lease_ / 4, [&] { return stop.stop_requested(); })) try {
      sqlite::Statement(database_, "UPDATE claims SET until_ms = ? WHERE owner = ?").bind(1, end_of_lease_ms()).bind(2, owner_).step();
    } catch (const sqlite::Error&) {
    }
}

std::int64_t Claims::end_of_lease_ms() const { return now_ms() + lease_.count(); }

std::unique_ptr<Division> everybody_on(const Study& study, std::chrono::milliseconds lease) {
  if (study.file().empty()) return std::make_unique<Rounds>(Shard{0, 1});
  return std::make_unique<Claims>(study.file(), lease);
}

}  // namespace tradewind::sharing
