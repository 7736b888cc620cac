//! What `varta demo` says when it is ready: where to click, who to be, and how to walk the way
//! from the command line.

use std::net::SocketAddr;

use tenants::access::Actor;
use tenants::communities;
use tenants::db::Db;
use tenants::ids::{CommunityId, RegionId};
use tenants::regions;

use super::error::DemoError;
use super::load::PASSWORD;

/// The community in which the way is walked.
const WALKED: &str = "UA05040130000025322";

/// Identifiers that the walk needs.
#[derive(Debug, Clone)]
pub struct Facts {
    region: RegionId,
    community: CommunityId,
    neighbour: CommunityId,
}

pub fn facts(db: &Db) -> Result<Facts, DemoError> {
    let regions = db.in_system("demo.regions", |tx| Ok::<_, DemoError>(regions::all(tx)?))?;
    let region = regions
        .first()
        .ok_or_else(|| DemoError::missing("region"))?
        .id;
    let all = db.in_region("demo.communities", &Actor::operator(region), region, |tx| {
        communities::list(tx).map_err(DemoError::from)
    })?;
    let (walked, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|community| community.katottg.as_str() == WALKED);
    let community = walked.first().ok_or_else(|| DemoError::missing(WALKED))?.id;
    let neighbour = others
        .first()
        .ok_or_else(|| DemoError::missing("neighbour"))?
        .id;
    Ok(Facts {
        region,
        community,
        neighbour,
    })
}

/// The whole text.
#[must_use]
pub fn text(facts: &Facts, address: SocketAddr) -> String {
    let Facts {
        region,
        community,
        neighbour,
    } = facts;
    format!(
        r#"
Варта працює / Varta is running:  http://{address}/
API:                              http://{address}/api/docs

Увійти / sign in (пароль для всіх / password for all: {PASSWORD})
  dispatcher.ladyzhyn       диспетчер Ладижинської громади   (також / also: .vinnytsia .haisyn .khmilnyk)
  admin.ladyzhyn            адміністратор громади
  staff.water.ladyzhyn      працівник водоканалу   lead.water.ladyzhyn   керівник
  staff.electricity         обленерго: працює в усіх громадах / serves every community
  coordinator               регіональний координатор
  region                    адміністратор області
  integration               інша система / another system
  Другого чинника тут не вимагають / no second factor is asked for here: auth.second_factor_required

Шлях звернення / the way of an appeal, from a shell:

  V=http://{address}/api/v1; C=$V/communities/{community}
  j() {{ grep -o "\"$1\":\"[^\"]*" | head -n 1 | cut -d '"' -f 4; }}
  post() {{ curl -fsS -X POST -H 'Content-Type: application/json' -H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" -H 'If-Match: *' -H "Authorization: Bearer $1" "$2" -d "$3"; echo; }}
  signin() {{ curl -fsS -H 'Content-Type: application/json' $V/sessions -d "{{\"login\":\"$1\",\"password\":\"{PASSWORD}\"}}" | j access_token; }}
  D=$(signin dispatcher.ladyzhyn); W=$(signin staff.water.ladyzhyn); K=$(signin coordinator)
  B=$(curl -fsS -H "Authorization: Bearer $D" "$C/addresses" -G --data-urlencode 'line=Соборна 1' | j building_id)
  curl -fsS -H "Authorization: Bearer $D" "$C/known?building_id=$B&service=WAT-NO"; echo
  A=$(post $D $C/appeals "{{\"building_id\":\"$B\",\"service\":\"WAT-NO\",\"applicant\":{{\"phone\":\"067 123 45 67\"}},\"words\":\"Немає води з вечора\"}}" | j id)
  R=$(post $D $C/appeals/$A/assignments '{{}}'); U=$(echo "$R" | j utility_id); G=$V/utilities/$U/assignments/$(echo "$R" | j assignment_id)
  post $W $G/accept '{{}}'
  post $W $G/report '{{"text":"Замінено засувку, воду подано"}}'
  post $D $C/appeals/$A/close '{{"outcome":"resolved","note":"Заявник підтвердив"}}'
  curl -fsS -H "Authorization: Bearer $D" $C/appeals/$A/history; echo
  N=$(post $D $C/appeals "{{\"building_id\":\"$B\",\"service\":\"ROAD-HOLE\",\"words\":\"Яма на межі громад\"}}" | j id)
  post $K $C/appeals/$N/handovers '{{"community_id":"{neighbour}","reason":"Дорога сусідньої громади"}}'
  curl -fsS -H "Authorization: Bearer $K" $V/regions/{region}/counts; echo
"#
    )
}
